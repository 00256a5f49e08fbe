package io.xiaodan;

import io.xiaodan.platform.start.Startup;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the order management platform: one process, one workspace database, one address. */
@SpringBootApplication
public class XiaodanApplication {

  /** Starts the server; options are described in docs/operation/options.md. */
  public static void main(String[] arguments) {
    Startup.run(XiaodanApplication.class, arguments);
  }
}
