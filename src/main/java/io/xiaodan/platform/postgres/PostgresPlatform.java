package io.xiaodan.platform.postgres;

import io.xiaodan.platform.start.StartRefused;
import java.util.Locale;

/** The name under which the programs for this operating system and processor are packed. */
record PostgresPlatform(String resource) {

  static PostgresPlatform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static PostgresPlatform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system =
        os.startsWith("linux")
            ? "linux"
            : os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
    String processor =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> system.equals("windows") ? "x86_64" : "arm_64";
          default -> osArch;
        };
    PostgresPlatform platform =
        new PostgresPlatform("postgres-" + system + "-" + processor + ".txz");
    if (PostgresPlatform.class.getResource("/" + platform.resource()) == null) {
      throw new StartRefused("no-binaries", osName + " " + osArch);
    }
    return platform;
  }
}
