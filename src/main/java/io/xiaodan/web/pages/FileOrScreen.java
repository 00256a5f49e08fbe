package io.xiaodan.web.pages;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Finds a file, or the page that shows the screens where the address is that of a screen. */
final class FileOrScreen extends PathResourceResolver {

  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    Resource file = super.getResource(path, location);
    return file == null && isScreen(path)
        ? super.getResource(isVisit(path) ? "p.html" : "index.html", location)
        : file;
  }

  /** What people outside open is a page of its own. */
  private static boolean isVisit(String path) {
    return path.startsWith("p/")
        || path.startsWith("t/")
        || path.startsWith("s/")
        || path.startsWith("m/");
  }

  private static boolean isScreen(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return !path.startsWith("api/")
        && !path.equals("api")
        && !path.startsWith("actuator")
        && !last.contains(".");
  }
}
