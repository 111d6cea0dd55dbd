/** CRAM-MD5 for Workers: the core's mechanism, so that one package is enough to install. */
export { cramMd5 } from "@parley-smtp/core/cram-md5";
