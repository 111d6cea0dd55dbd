/** German for `explain`: the core's sentences, so that one package is enough to install. */
export { german } from "@parley-smtp/core/explain-de";
