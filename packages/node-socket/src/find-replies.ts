/** Finds replies in what people paste: the core's functions, so that one package is enough to install. */
export * from "@parley-smtp/core/find-replies";
