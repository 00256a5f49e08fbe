package io.xiaodan.action;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from what they belong to, so that making something twice makes the same thing.
 * They keep the owner's time, and so its place in the order of ids.
 */
final class DerivedId {

  private static final long TIME = 0xFFFF_FFFF_FFFF_0000L;
  private static final long VERSION = 0x7000L;
  private static final long VERSION_REST = 0x0FFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long VARIANT_REST = 0x3FFF_FFFF_FFFF_FFFFL;

  private DerivedId() {}

  /**
   * @param owner a UUID version 7
   * @param name what is made, within the owner
   */
  static UUID of(UUID owner, String name) {
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256")
                  .digest((owner + "/" + name).getBytes(StandardCharsets.UTF_8)));
      long high = owner.getMostSignificantBits() & TIME | VERSION | hash.getLong() & VERSION_REST;
      return new UUID(high, VARIANT | hash.getLong() & VARIANT_REST);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
