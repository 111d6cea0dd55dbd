import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { testAuthority, testCertificates } from "./certificates.ts";

describe("test certificates", () => {
  it("are vouched for by their authority, for this machine's names", async () => {
    const { ca, cert } = await testCertificates();
    const leaf = new X509Certificate(cert);
    expect(leaf.verify(new X509Certificate(ca).publicKey)).toBe(true);
    expect(new X509Certificate(ca).ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkHost("localhost")).toBe("localhost");
    expect(leaf.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(leaf.checkIP("::1")).toBe("::1");
    expect(leaf.checkHost("mail.example.com")).toBeUndefined();
  });

  it("come with the key that belongs to them", async () => {
    const { key, cert } = await testCertificates();
    expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true);
  });

  it("may end at a given time", async () => {
    const { issue } = await testAuthority();
    const yesterday = new Date(Date.now() - 86_400_000);
    const { cert } = await issue(["mail.example.com"], yesterday);
    const leaf = new X509Certificate(cert);
    expect(leaf.validToDate.getTime()).toBe(Math.floor(yesterday.getTime() / 1000) * 1000);
    expect(leaf.validFromDate.getTime()).toBeLessThan(yesterday.getTime());
    expect(leaf.subjectAltName).toBe("DNS:mail.example.com");
  });

  it("say what to install when the package that makes them is missing", async () => {
    vi.doMock("selfsigned", () => {
      throw new Error("Cannot find package 'selfsigned'");
    });
    await expect(testCertificates()).rejects.toThrow(/install it next to this package/);
    vi.doUnmock("selfsigned");
  });
});
