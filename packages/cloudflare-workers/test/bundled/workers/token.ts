import { OAuth2Error, refreshTokenSource } from "@parley-smtp/cloudflare-workers/oauth2";

/** Answers with two access tokens and the stored refresh tokens, or with the code of the error. */
export default {
  async fetch(request: Request, env: { readonly TOKEN_URL: string }): Promise<Response> {
    const stored: string[] = [];
    const token = refreshTokenSource({
      tokenEndpoint: `${env.TOKEN_URL}${new URL(request.url).pathname}`,
      clientId: "parley",
      clientSecret: "secret",
      refreshToken: "refresh-0",
      saveRefreshToken: (next) => void stored.push(next),
      allowCleartext: true,
    });
    try {
      const first = await token();
      return Response.json({ tokens: [first, await token(first)], stored });
    } catch (error) {
      return Response.json(error instanceof OAuth2Error ? error.code : String(error));
    }
  },
};
