package io.xiaodan.platform.start;

import io.xiaodan.platform.ControlKey;
import io.xiaodan.platform.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code run/server.json}: where the running server is and the key to command it, for the commands
 * on the same machine. Readable by the owner only; there from the moment the server answers until
 * it stops.
 */
@Component
class ServerFile {

  private final Path file;
  private final ControlKey key;
  private final JsonMapper json;
  private final Clock clock;

  ServerFile(DataHome home, ControlKey key, JsonMapper json, Clock clock) {
    this.file = in(home);
    this.key = key;
    this.json = json;
    this.clock = clock;
  }

  /** The file of a data folder. */
  static Path in(DataHome home) {
    return home.run().resolve("server.json");
  }

  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void ready(ApplicationReadyEvent event) throws IOException {
    if (event.getApplicationContext() instanceof WebServerApplicationContext web
        && web.getWebServer() != null) {
      write(web.getWebServer().getPort());
    }
  }

  @EventListener
  void closed(ContextClosedEvent event) throws IOException {
    ApplicationContext context = event.getApplicationContext();
    if (context.getParent() == null) {
      Files.deleteIfExists(file);
    }
  }

  private void write(int port) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("pid", ProcessHandle.current().pid());
    content.put("port", port);
    content.put("controlKey", key.value());
    content.put("startedAt", clock.instant().toString());
    Files.createDirectories(file.getParent());
    Path work = file.resolveSibling("server.json.new");
    Files.deleteIfExists(work);
    Files.createFile(work);
    if (work.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rw-------"));
    }
    Files.write(work, json.writeValueAsBytes(content));
    Files.move(work, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
