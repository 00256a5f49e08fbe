package io.xiaodan.integration;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The secret shared with the payment service: that of the settings, or one made at first use. */
@Component
class PaymentSecret {

  private static final String KEY = "payment.secret";

  private final JdbcClient database;
  private final JsonMapper json;
  private final @Nullable String configured;
  private volatile @Nullable String known;

  PaymentSecret(JdbcClient database, JsonMapper json, PaymentSettings settings) {
    this.database = database;
    this.json = json;
    String secret = settings.secret();
    this.configured = secret == null || secret.isBlank() ? null : secret;
    this.known = configured;
  }

  String value() {
    String value = known;
    if (value == null) {
      value = generated();
      known = value;
    }
    return value;
  }

  boolean isConfigured() {
    return configured != null;
  }

  /** Of several nodes that ask for the first time at once, one decides. */
  private String generated() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    database
        .sql(
            """
            insert into xiaodan.setting (key, value) values (?, cast(? as jsonb))
            on conflict (key) do nothing
            """)
        .params(KEY, json.writeValueAsString(HexFormat.of().formatHex(random)))
        .update();
    return database
        .sql("select value #>> '{}' from xiaodan.setting where key = ?")
        .param(KEY)
        .query(String.class)
        .single();
  }
}
