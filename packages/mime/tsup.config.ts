import { packageConfig } from "../../tsup.shared.ts";

export default packageConfig({
  entry: ["src/mod.ts", "src/dkim/mod.ts", "src/report/mod.ts"],
  dts: true,
});
