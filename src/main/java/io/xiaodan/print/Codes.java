package io.xiaodan.print;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.oned.EAN13Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws codes to be scanned, sharp at any size. */
final class Codes {

  /** Points a module is drawn with, so that no viewer blurs its edges. */
  private static final int MODULE = 4;

  private static final int BAR_HEIGHT = 30;

  private Codes() {}

  /** The code as a {@code data:} address; null for a text that the format cannot say. */
  static @Nullable String draw(String format, String text) {
    try {
      return Pictures.png(
          switch (format) {
            case "code128" -> bars(new Code128Writer().encode(text, BarcodeFormat.CODE_128, 1, 1));
            case "ean13" -> bars(new EAN13Writer().encode(text, BarcodeFormat.EAN_13, 1, 1));
            default ->
                image(
                    new QRCodeWriter()
                        .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            1,
                            1,
                            Map.of(
                                EncodeHintType.CHARACTER_SET,
                                "UTF-8",
                                EncodeHintType.MARGIN,
                                1,
                                EncodeHintType.ERROR_CORRECTION,
                                ErrorCorrectionLevel.M)),
                    MODULE);
          });
    } catch (WriterException | IllegalArgumentException e) {
      return null;
    }
  }

  private static BufferedImage bars(BitMatrix code) {
    return image(code, BAR_HEIGHT * MODULE);
  }

  private static BufferedImage image(BitMatrix code, int height) {
    BufferedImage image =
        new BufferedImage(
            code.getWidth() * MODULE, code.getHeight() * height, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, code.get(x / MODULE, y / height) ? 0x000000 : 0xFFFFFF);
      }
    }
    return image;
  }
}
