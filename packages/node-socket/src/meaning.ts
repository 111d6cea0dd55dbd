/** What a reply means: the core's classifier, so that one package is enough to install. */
export * from "@parley-smtp/core/meaning";
