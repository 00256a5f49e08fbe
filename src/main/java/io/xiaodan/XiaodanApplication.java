package io.xiaodan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the order management platform: one process, one workspace database, one address. */
@SpringBootApplication
public class XiaodanApplication {

  /** Starts the server; options are ordinary Spring properties (see docs/operation/options.md). */
  public static void main(String[] arguments) {
    SpringApplication.run(XiaodanApplication.class, arguments);
  }
}
