/** Settings of mail providers: the core's table, so that one package is enough to install. */
export * from "@parley-smtp/core/providers";
