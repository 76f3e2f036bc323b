// Included before every source of better-sqlite3 when it is compiled for Node-API 9 (Electron 33).
// References to strings came with Node-API 10; here the string is kept as a property of an object that is referenced instead.
#undef NAPI_VERSION
#define NAPI_VERSION 9
#ifdef __cplusplus
#include <napi.h>
namespace Napi {

template <>
inline Reference<String> Reference<String>::New(const String& value, uint32_t initialRefcount) {
  napi_env env = value.Env();
  napi_value holder;
  napi_ref reference;
  napi_create_object(env, &holder);
  napi_set_named_property(env, holder, "value", value);
  napi_create_reference(env, holder, initialRefcount, &reference);
  return Reference<String>(env, reference);
}

template <>
inline String Reference<String>::Value() const {
  if (_ref == nullptr) return String(_env, nullptr);
  napi_value holder;
  napi_value value;
  napi_get_reference_value(_env, _ref, &holder);
  napi_get_named_property(_env, holder, "value", &value);
  return String(_env, value);
}

}  // namespace Napi
#endif
