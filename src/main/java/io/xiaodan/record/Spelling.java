package io.xiaodan.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.promeg.pinyinhelper.Pinyin;
import com.github.promeg.pinyinhelper.PinyinMapDict;
import com.github.promeg.tinypinyin.lexicons.java.cncity.CnCityDict;
import java.util.Locale;
import java.util.Map;

/**
 * How Chinese is spelled: 华强电子 as {@code huaqiangdianzi} and as {@code hqdz}. Letters and digits
 * between stay; what is neither parts the words. Characters read in several ways are spelled as in
 * the names of places and some words of business, else as they are read most.
 */
public record Spelling(String whole, String initials) {

  /** Text beyond this is looked for as it is written only. */
  private static final int LONGEST = 200;

  private static final Spelling NONE = new Spelling("", "");

  /**
   * Names and addresses come again with every order of a customer, and spelling one takes longer
   * than finding it.
   */
  private static final Cache<String, Spelling> KNOWN =
      Caffeine.newBuilder().maximumSize(5_000).build();

  private static final String APART = "\u0001";

  static {
    Pinyin.init(Pinyin.newConfig().with(CnCityDict.getInstance()).with(new Words()));
  }

  /** Words of business whose characters are read in another way than alone. */
  private static final class Words extends PinyinMapDict {
    @Override
    public Map<String, String[]> mapping() {
      return Map.of(
          "银行", new String[] {"YIN", "HANG"},
          "行业", new String[] {"HANG", "YE"},
          "商行", new String[] {"SHANG", "HANG"},
          "会计", new String[] {"KUAI", "JI"},
          "音乐", new String[] {"YIN", "YUE"},
          "乐器", new String[] {"YUE", "QI"},
          "调整", new String[] {"TIAO", "ZHENG"},
          "单于", new String[] {"CHAN", "YU"});
    }
  }

  /**
   * The spelling of a text in lower case.
   *
   * @return empty where there is nothing Chinese in it
   */
  public static Spelling of(String text) {
    String some = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    if (some.chars().noneMatch(c -> Pinyin.isChinese((char) c))) {
      return NONE;
    }
    return KNOWN.get(some, Spelling::spell);
  }

  private static Spelling spell(String some) {
    StringBuilder whole = new StringBuilder();
    StringBuilder initials = new StringBuilder();
    for (String part : Pinyin.toPinyin(some, APART).split(APART)) {
      boolean word = !part.isEmpty() && part.chars().allMatch(Spelling::isSpelled);
      whole.append(word ? part.toLowerCase(Locale.ROOT) : " ");
      initials.append(word ? part.substring(0, 1).toLowerCase(Locale.ROOT) : " ");
    }
    return new Spelling(
        whole.toString().replaceAll(" +", " "), initials.toString().replaceAll(" +", " "));
  }

  private static boolean isSpelled(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
