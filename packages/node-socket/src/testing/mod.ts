/** For tests: certificates of a private authority, and the peer of the transport conformance suite. */
export {
  type TestAuthority,
  type TestCertificate,
  type TestCertificates,
  testAuthority,
  testCertificates,
} from "./certificates.ts";
export { type ConformanceServer, listenConformancePeer } from "./conformance-peer.ts";
