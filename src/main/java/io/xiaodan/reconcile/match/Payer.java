package io.xiaodan.reconcile.match;

import java.util.List;

/**
 * A customer as banks may name them.
 *
 * @param aliases other names payments came under
 * @param accounts they paid from
 */
public record Payer(String id, String name, List<String> aliases, List<String> accounts) {

  public Payer {
    aliases = List.copyOf(aliases);
    accounts = List.copyOf(accounts);
  }
}
