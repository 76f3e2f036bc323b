interface LogoProps {
  /** Pixels on each side. */
  readonly size?: number;
}

/** The ticket with its tick, drawn as in resources/icon.svg. Beside the product's name, so hidden from screen readers. */
export function Logo({ size = 40 }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="14" fill="#1d2459" />
      <g transform="rotate(-12 32 32)">
        <path
          fill="#f7a928"
          d="M12 20h40a3 3 0 0 1 3 3v5a4.5 4.5 0 0 0 0 8v5a3 3 0 0 1-3 3H12a3 3 0 0 1-3-3v-5a4.5 4.5 0 0 0 0-8v-5a3 3 0 0 1 3-3Z"
        />
        <path stroke="#1d2459" strokeWidth="2.6" strokeLinecap="round" strokeDasharray="2 5" d="M40.5 24v17" />
        <path
          fill="none"
          stroke="#1d2459"
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
          d="m18 32.5 5 5 10-11"
        />
      </g>
    </svg>
  );
}
