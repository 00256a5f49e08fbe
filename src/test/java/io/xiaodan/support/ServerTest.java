package io.xiaodan.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole server on a free port ({@code @LocalServerPort}), over a fresh {@link TestDatabase} and
 * a temporary data folder. Test classes with the same configuration share one server, so a test
 * must not rely on an empty workspace.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServerTest.FreshDatabase.class)
public @interface ServerTest {

  /** Points the server to a database and a folder of its own. */
  final class FreshDatabase
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        TestPropertyValues.of(
                "xiaodan.database-url=" + TestDatabase.fresh().urlWithLogin(),
                "xiaodan.data=" + Files.createTempDirectory("xiaodan-test-data-"),
                "xiaodan.database.connections=8",
                "xiaodan.demo-past=0.12",
                "logging.structured.format.file=",
                "logging.file.name=")
            .applyTo(context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
