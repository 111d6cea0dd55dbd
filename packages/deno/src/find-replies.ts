/** Finds replies in pasted text: the core's functions, so that one package is enough to install. */
export * from "@parley-smtp/core/find-replies";
