package io.xiaodan.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The key by which a command on the same machine proves that it may read the data folder of the
 * running server. New at every start, 256 bits, written to {@code run/server.json} (readable by the
 * owner only), sent back in the header {@value #HEADER}.
 */
@Component
public class ControlKey {

  /** The request header that carries the key. */
  public static final String HEADER = "X-Control-Key";

  private final String value;

  ControlKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.value = HexFormat.of().formatHex(bytes);
  }

  /** Whether a caller sent the right key; takes the same time whatever was sent. */
  public boolean matches(@Nullable String sent) {
    return sent != null
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key in hexadecimal, 64 characters. For the file that commands read, and for nothing else.
   */
  public String value() {
    return value;
  }
}
