package io.xiaodan.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names, products and people that demonstration data is made of, as the resources have them.
 */
record DemoBook(List<DemoPerson> people, List<DemoProduct> products, Names names) {

  /** Somebody who works in the made-up company. */
  record DemoPerson(String login, String name, String role) {}

  /** Something it sells. */
  record DemoProduct(String code, String name, String line, String unit, BigDecimal price) {}

  /** A town and streets where customers are. */
  record City(String province, String city, String region, String district, List<String> streets) {}

  /** Parts of names. */
  record Names(
      List<City> cities,
      List<String> stems,
      List<String> trades,
      List<String> forms,
      List<String> surnames,
      List<String> given,
      List<String> remarks) {}

  static DemoBook read(JsonMapper json) {
    return new DemoBook(
        List.of(read(json, "people", DemoPerson[].class)),
        List.of(read(json, "products", DemoProduct[].class)),
        read(json, "names", Names.class));
  }

  private static <T> T read(JsonMapper json, String name, Class<T> type) {
    try (InputStream in = DemoBook.class.getResourceAsStream("/demo/" + name + ".json")) {
      return json.readValue(java.util.Objects.requireNonNull(in), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Logins of those with a role, in order. */
  List<String> with(String role) {
    return people.stream().filter(p -> p.role().equals(role)).map(DemoPerson::login).toList();
  }
}
