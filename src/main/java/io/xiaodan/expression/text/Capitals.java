package io.xiaodan.expression.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Amounts in Chinese capitals, 大写金额, by 《正确填写票据和结算凭证的基本规定》: 整 after whole 元, 零 for a run of zeros,
 * 零 after 元 when 角 is zero and 分 is not. Where the rules leave a choice: no 整 after 角; 零 after 元
 * when the whole amount ends in zero and 角 follows (壹拾万柒仟元零伍角叁分). The word 人民币 is left to the form.
 */
public final class Capitals {

  private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
  private static final String[] PLACES = {"", "拾", "佰", "仟"};
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(16);

  private Capitals() {}

  /** The amount, rounded half away from zero to 分; {@code null} from 10^16 on. */
  public static @Nullable String of(BigDecimal amount) {
    BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
    if (cents.abs().compareTo(LIMIT) >= 0) {
      return null;
    }
    long all = cents.abs().unscaledValue().longValueExact();
    return (cents.signum() < 0 ? "负" : "") + of(all / 100, (int) (all / 10 % 10), (int) (all % 10));
  }

  private static String of(long yuan, int jiao, int fen) {
    var result = new StringBuilder();
    if (yuan > 0) {
      result.append(whole(yuan)).append("元");
    }
    if (jiao == 0 && fen == 0) {
      return result.isEmpty() ? "零元整" : result.append("整").toString();
    }
    if (yuan > 0 && (jiao == 0 || yuan % 10 == 0)) {
      result.append("零");
    }
    if (jiao > 0) {
      result.append(digit(jiao)).append("角");
    }
    if (fen > 0) {
      result.append(digit(fen)).append("分");
    }
    return result.toString();
  }

  /** Groups of four digits, with 万 after the first and third, 亿 after the upper two together. */
  private static String whole(long yuan) {
    var result = new StringBuilder();
    boolean skipped = false;
    for (int group = 3; group >= 0; group--) {
      int value = (int) (yuan / pow(group) % 10_000);
      if (value > 0) {
        if (!result.isEmpty() && (skipped || value < 1_000)) {
          result.append("零");
        }
        result.append(group(value)).append(group % 2 == 1 ? "万" : "");
      }
      skipped = value == 0;
      if (group == 2 && !result.isEmpty()) {
        result.append("亿");
      }
    }
    return result.toString();
  }

  private static long pow(int group) {
    return switch (group) {
      case 0 -> 1L;
      case 1 -> 10_000L;
      case 2 -> 100_000_000L;
      default -> 1_000_000_000_000L;
    };
  }

  private static String group(int value) {
    var result = new StringBuilder();
    boolean zero = false;
    for (int place = 3; place >= 0; place--) {
      int digit = value / (int) Math.round(Math.pow(10, place)) % 10;
      if (digit == 0) {
        zero = true;
        continue;
      }
      if (zero && !result.isEmpty()) {
        result.append("零");
      }
      result.append(digit(digit)).append(PLACES[place]);
      zero = false;
    }
    return result.toString();
  }

  private static char digit(int digit) {
    return DIGITS.charAt(digit);
  }
}
