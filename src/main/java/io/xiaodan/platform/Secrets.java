package io.xiaodan.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Seals what must be stored and read again but means nothing to who copies the database: the
 * secrets shared with other systems. AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits;
 * what the secret is for is authenticated with it, so that one cannot be put in another's place.
 *
 * <p>The key is 32 bytes in base64: that of the setting {@code xiaodan.secret-key}, which several
 * nodes on one database must share, or one made at first use in {@code secret.key} of the data
 * folder. To change it, put the new key in front of the old one, separated by a comma: the first
 * one seals, every one opens.
 */
@Component
public class Secrets {

  private static final String VERSION = "v1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 16;

  private final DataHome home;
  private final @Nullable String configured;
  private @Nullable Map<String, SecretKeySpec> keys;

  public Secrets(DataHome home, Environment environment) {
    this.home = home;
    String setting = environment.getProperty("xiaodan.secret-key");
    this.configured = setting == null || setting.isBlank() ? null : setting;
  }

  /**
   * Seals a text.
   *
   * @param purpose what it is for; the same is needed to open it
   */
  public String seal(String purpose, String text) {
    Map.Entry<String, SecretKeySpec> key = keys().entrySet().iterator().next();
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.getValue(), nonce, purpose);
      byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] both =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return VERSION + ":" + key.getKey() + ":" + Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-GCM", e);
    }
  }

  /**
   * Opens what was sealed for the same purpose.
   *
   * @throws IllegalStateException when the key it was sealed with is not there any more, or the
   *     text was tampered with
   */
  public String open(String purpose, String sealed) {
    String[] parts = sealed.split(":", 3);
    SecretKeySpec key = parts.length == 3 ? keys().get(parts[1]) : null;
    if (key == null || !parts[0].equals(VERSION)) {
      throw new IllegalStateException(
          "A secret was sealed with a key that is not there: set xiaodan.secret-key, or put secret.key back into the data folder");
    }
    byte[] both = Base64.getDecoder().decode(parts[2]);
    byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, purpose);
      byte[] text = cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A sealed secret was changed, or is for something else", e);
    }
  }

  /**
   * What only this installation can write under a text: 128 bits of HMAC-SHA-256 (RFC 2104), enough
   * for an address that must not be guessed. The same text and first key always give the same.
   *
   * @param purpose what is signed; a signature is worth nothing for anything else
   */
  public byte[] sign(String purpose, String text) {
    return sign(keys().values().iterator().next(), purpose, text);
  }

  /** Whether a signature of {@link #sign} was made with any of the keys there are. */
  public boolean isSigned(String purpose, String text, byte[] signature) {
    return keys().values().stream()
        .anyMatch(key -> MessageDigest.isEqual(sign(key, purpose, text), signature));
  }

  private static byte[] sign(SecretKeySpec key, String purpose, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      String whole = "sign:" + purpose + ":" + text;
      return Arrays.copyOf(
          mac.doFinal(whole.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA-256", e);
    }
  }

  /** Whether a stored text is a sealed one. */
  boolean isSealed(String stored) {
    return stored.startsWith(VERSION + ":");
  }

  /** Whether it was sealed with the first key, so that it needs none of the others. */
  boolean isSealedWithFirstKey(String stored) {
    return stored.startsWith(VERSION + ":" + keys().keySet().iterator().next() + ":");
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private synchronized Map<String, SecretKeySpec> keys() {
    Map<String, SecretKeySpec> known = keys;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (String text : List.of((configured == null ? ofFile() : configured).split(","))) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        if (key.length != KEY_BYTES) {
          throw new IllegalStateException("A secret key must be 32 bytes in base64");
        }
        known.put(name(key), new SecretKeySpec(key, "AES"));
      }
      keys = known;
    }
    return known;
  }

  /** What a key is called next to what it sealed; says nothing about it. */
  private static String name(byte[] key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Whole or not there, whatever dies meanwhile. */
  private static void make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path fresh =
        Files.createTempFile(
            file.getParent(),
            "secret",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, Base64.getEncoder().encodeToString(key), StandardOpenOption.SYNC);
      Files.createLink(file, fresh);
    } finally {
      Files.delete(fresh);
    }
  }

  /** The key of the data folder, readable by its owner only. */
  private String ofFile() {
    Path file = home.folder().resolve("secret.key");
    try {
      try {
        if (!Files.exists(file)) {
          make(file);
        }
      } catch (FileAlreadyExistsException e) {
        // Made before.
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
