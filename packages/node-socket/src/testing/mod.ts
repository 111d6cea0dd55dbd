/**
 * For tests: everything of the core's testing entry, a virtual server on a real socket, certificates of a private
 * authority, and the peer of the transport conformance suite.
 *
 * @module
 */
export * from "@parley-smtp/core/testing";
export {
  type TestAuthority,
  type TestCertificate,
  type TestCertificates,
  testAuthority,
  testCertificates,
} from "./certificates.ts";
export { type ConformanceServer, listenConformancePeer } from "./conformance-peer.ts";
export { type ListeningServer, type ListenOptions, listen } from "./listen.ts";
