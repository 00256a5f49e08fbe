package io.xiaodan.reconcile.match;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A year of invoices and the payments for them as they really come: with and without numbers,
 * merged, split, a month at once, with typing errors in numbers and names, from other people's
 * accounts, short of a bank's fee, and for nothing that is owed. Knows what each was for.
 */
public final class NoisyPayments {

  private static final String[] PLACES = {
    "东莞", "深圳", "佛山", "宁波", "苏州", "义乌", "青岛", "成都", "武汉", "长沙"
  };
  private static final String[] WORDS = {
    "华强", "华钢", "鑫源", "鑫原", "恒达", "恒通", "瑞丰", "瑞峰", "金利", "金莉", "永盛", "永胜", "宏图", "宏途", "佳美", "嘉美",
    "新力", "新利", "天成", "天诚"
  };
  private static final String[] TRADES = {"电子", "电器", "包装", "五金", "文具", "贸易", "科技", "塑胶"};
  private static final String[] ENDS = {"有限公司", "（集团）有限公司", "商行", "经营部", "厂"};

  private final Random random;
  private final List<OpenItem> open = new ArrayList<>();
  private final List<Payer> payers = new ArrayList<>();
  private final List<Incoming> incoming = new ArrayList<>();
  private final Map<String, Set<String>> truth = new LinkedHashMap<>();
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** As many receipts as invoices, or some fewer; the same seed gives the same. */
  public NoisyPayments(long seed, int invoices) {
    random = new Random(seed);
    int customers = Math.max(10, invoices / 12);
    customers(customers);
    invoices(invoices, customers);
    Map<String, List<OpenItem>> owed = new LinkedHashMap<>();
    open.forEach(item -> owed.computeIfAbsent(item.customer(), _ -> new ArrayList<>()).add(item));
    owed.values().forEach(this::pay);
    int strangers = invoices / 50;
    for (int i = 0; i < strangers; i++) {
      receive("stranger", "不相干的" + i, day(), cents(), "往来款", Set.of());
    }
  }

  public List<OpenItem> open() {
    return open;
  }

  public List<Payer> payers() {
    return payers;
  }

  public List<Incoming> incoming() {
    return incoming;
  }

  /** The items a receipt was for; none where it was for nothing that is owed. */
  public Set<String> truth(String receipt) {
    return truth.getOrDefault(receipt, Set.of());
  }

  /** In which way a receipt came. */
  public String kind(String receipt) {
    return kinds.getOrDefault(receipt, "");
  }

  private void customers(int count) {
    for (int i = 0; i < count; i++) {
      String name =
          pick(PLACES) + pick(WORDS) + pick(TRADES) + (i % 7 == 0 ? "" : pick(WORDS)) + pick(ENDS);
      names.put("c" + i, name);
      List<String> aliases = random.nextInt(12) == 0 ? List.of("张老板" + i) : List.of();
      payers.add(new Payer("c" + i, name, aliases, List.of("6222" + (1_000_000_000L + i))));
    }
  }

  private void invoices(int count, int customers) {
    for (int i = 0; i < count; i++) {
      LocalDate date = day();
      String number = String.format(Locale.ROOT, "XD%tY%<tm%<td-%04d", date, i % 10_000);
      List<String> references =
          random.nextInt(3) == 0
              ? List.of(number, String.format(Locale.ROOT, "2644%016d", 1_000_000L + i))
              : List.of(number);
      open.add(
          new OpenItem(
              "i" + i,
              "c" + (int) (customers * Math.pow(random.nextDouble(), 1.4)),
              date,
              date.plusDays(30),
              cents(),
              references,
              0));
    }
  }

  private LocalDate day() {
    return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300));
  }

  /** Every fifth price is round, as prices are. */
  private long cents() {
    return random.nextInt(5) == 0
        ? 10_000L * (1 + random.nextInt(80))
        : 5_000L + random.nextInt(2_000_000);
  }

  private void pay(List<OpenItem> owed) {
    List<OpenItem> left = new ArrayList<>(owed);
    left.sort(java.util.Comparator.comparing(OpenItem::date));
    while (!left.isEmpty()) {
      int dice = random.nextInt(100);
      if (dice < 12 && left.size() > 2) {
        List<OpenItem> some = new ArrayList<>();
        for (int n = 2 + random.nextInt(3); n > 0 && !left.isEmpty(); n--) {
          some.add(left.remove(random.nextInt(Math.min(left.size(), 6))));
        }
        merged(some);
      } else if (dice < 20) {
        YearMonth month = YearMonth.from(left.getFirst().date());
        List<OpenItem> all =
            left.stream().filter(item -> YearMonth.from(item.date()).equals(month)).toList();
        left.removeAll(all);
        whole(all, "month", month.getMonthValue() + "月货款");
      } else if (dice < 28) {
        split(left.removeFirst());
      } else {
        one(left.removeFirst());
      }
    }
  }

  private String name(String customer) {
    return Objects.requireNonNull(names.get(customer));
  }

  private void one(OpenItem item) {
    int dice = random.nextInt(100);
    String name = name(item.customer());
    LocalDate at = item.date().plusDays(random.nextInt(60));
    String number = item.references().get(random.nextInt(item.references().size()));
    Set<String> of = Set.of(item.id());
    if (dice < 40) {
      receive("number", name, at, item.cents(), pick("货款", "付", "订单") + written(number), of);
    } else if (dice < 66) {
      receive("plain", name, at, item.cents(), pick("货款", "", "转账", "往来"), of);
    } else if (dice < 72) {
      receive("wrong number", name, at, item.cents(), "货款" + slipped(number, "0123456789"), of);
    } else if (dice < 80) {
      receive("wrong name", slipped(name, "华强电子金五新"), at, item.cents(), "货款", of);
    } else if (dice < 84) {
      receive("cut name", name.substring(0, name.length() - 2), at, item.cents(), "货款", of);
    } else if (dice < 88) {
      receive("other payer", "代付人" + random.nextInt(500), at, item.cents(), written(number), of);
    } else if (dice < 90) {
      receive("other payer", "代付人" + random.nextInt(500), at, item.cents(), "", of);
    } else if (dice < 95) {
      receive("fee", name, at, item.cents() - 1 - random.nextInt(5), written(number), of);
    } else if (dice < 97) {
      receive("fee", name, at, item.cents() - 1 - random.nextInt(5), "货款", of);
    } else {
      receive("alias", "张老板" + item.customer().substring(1), at, item.cents(), "货款", of);
    }
  }

  private void merged(List<OpenItem> items) {
    String numbers =
        random.nextInt(2) == 0
            ? items.stream()
                .map(item -> written(item.references().getFirst()))
                .collect(Collectors.joining(pick("、", ",", " ")))
            : random.nextInt(3) == 0 ? written(items.getFirst().references().getFirst()) + "等" : "";
    whole(items, "merged", numbers);
  }

  private void whole(List<OpenItem> items, String kind, String remark) {
    OpenItem last = items.getLast();
    receive(
        kind,
        name(last.customer()),
        last.date().plusDays(random.nextInt(40)),
        items.stream().mapToLong(OpenItem::cents).sum(),
        remark,
        items.stream().map(OpenItem::id).collect(Collectors.toSet()));
  }

  private void split(OpenItem item) {
    long left = item.cents();
    int parts = 2 + random.nextInt(2);
    for (int i = 0; i < parts && left > 0; i++) {
      long part =
          i == parts - 1 ? left : Math.max(1, (long) (left * (0.2 + random.nextDouble() / 2)));
      left -= part;
      receive(
          "split",
          name(item.customer()),
          item.date().plusDays(10L * i + random.nextInt(10)),
          part,
          random.nextInt(2) == 0 ? written(item.references().getFirst()) : pick("定金", "尾款", "货款"),
          Set.of(item.id()));
    }
  }

  private void receive(
      String kind, String payer, LocalDate at, long cents, String remark, Set<String> of) {
    String id = "r" + incoming.size();
    incoming.add(new Incoming(id, at, Math.max(1, cents), payer, "", remark));
    truth.put(id, of);
    kinds.put(id, kind);
  }

  private String written(String number) {
    return switch (random.nextInt(5)) {
      case 0 -> number.toLowerCase(Locale.ROOT);
      case 1 -> number.replace("-", "");
      case 2 -> number.replace("-", "—");
      default -> number;
    };
  }

  /** One letter replaced. */
  private String slipped(String text, String letters) {
    int at = 1 + random.nextInt(text.length() - 1);
    char letter = letters.charAt(random.nextInt(letters.length()));
    return text.substring(0, at) + letter + text.substring(at + 1);
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }
}
