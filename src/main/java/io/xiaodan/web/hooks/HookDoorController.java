package io.xiaodan.web.hooks;

import io.xiaodan.integration.HookDoor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where other systems call; nobody is signed in here. */
@RestController
class HookDoorController {

  static final String PATH = "/api/in/";

  private static final int MOST_HEADERS = 50;
  private static final int LONGEST_HEADER = 1_000;

  private final HookDoor door;

  HookDoorController(HookDoor door) {
    this.door = door;
  }

  @PostMapping(PATH + "{address}")
  HookDoor.Receipt call(
      @PathVariable String address,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request) {
    return door.receive(address, headers(request), body == null ? new byte[0] : body);
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      String key = name.toLowerCase(Locale.ROOT);
      String value = String.valueOf(request.getHeader(name));
      if (headers.size() < MOST_HEADERS && value.length() <= LONGEST_HEADER) {
        headers.put(key, value);
      }
    }
    return headers;
  }
}
