package io.xiaodan.print;

import io.xiaodan.attachment.Attachments;
import io.xiaodan.kernel.ProblemException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pictures for paper, as {@code data:} addresses, no finer than paper shows. */
@Component
class Pictures {

  /** Pixels along the longer side. */
  private static final int FINEST = 1400;

  /** What a picture may have at most; one of these fills 200 MB of memory. */
  private static final long MOST_PIXELS = 50_000_000;

  private static final Pattern DATA =
      Pattern.compile("data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=]+)");

  private final Attachments attachments;

  Pictures(Attachments attachments) {
    this.attachments = attachments;
  }

  /** A file as a picture; null for what is none, or none that can be drawn. */
  @Nullable String data(@Nullable Object id) {
    if (id == null) {
      return null;
    }
    try (InputStream in = attachments.open(UUID.fromString(id.toString()))) {
      BufferedImage image = read(in.readAllBytes());
      return image == null ? null : png(image);
    } catch (IOException | ProblemException e) {
      return null;
    }
  }

  /** Whether an address is a picture that can be drawn. */
  static boolean isPicture(String data) {
    Matcher matcher = DATA.matcher(data);
    try {
      return matcher.matches() && read(Base64.getDecoder().decode(matcher.group(1))) != null;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  static String png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static @Nullable BufferedImage read(byte[] bytes) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        return pixels > MOST_PIXELS ? null : fit(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException e) {
      throw new IOException(e); // a reader's own way of refusing a broken picture
    }
  }

  private static BufferedImage fit(BufferedImage image) {
    int longer = Math.max(image.getWidth(), image.getHeight());
    if (longer <= FINEST) {
      return image;
    }
    int width = Math.max(1, image.getWidth() * FINEST / longer);
    int height = Math.max(1, image.getHeight() * FINEST / longer);
    BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = smaller.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return smaller;
  }
}
