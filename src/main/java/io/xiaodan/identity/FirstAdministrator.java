package io.xiaodan.identity;

import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.StartupNotice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes sure that somebody can get in: before the first request is taken there is a person {@code
 * admin}, whose password comes from the environment or is chosen through a one-time link that is
 * printed at start. There is no default password.
 */
@Component
class FirstAdministrator implements SmartInitializingSingleton, StartupNotice {

  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final String LOGIN = "admin";

  private final JdbcClient database;
  private final People people;
  private final Passwords passwords;
  private final Setup setup;
  private final Changes changes;
  private final AdminSettings settings;
  private volatile @Nullable String link;

  FirstAdministrator(
      JdbcClient database,
      People people,
      Passwords passwords,
      Setup setup,
      Changes changes,
      AdminSettings settings) {
    this.database = database;
    this.people = people;
    this.passwords = passwords;
    this.setup = setup;
    this.changes = changes;
    this.settings = settings;
  }

  @Override
  public void afterSingletonsInstantiated() {
    UUID admin = admin();
    String password = settings.password();
    if (password != null && !password.isBlank()) {
      setPassword(admin, password);
    } else if (nobodyCanAdminister()) {
      link = "/setup?token=" + setup.open(admin);
    }
  }

  @Override
  public List<String> lines(String address, Locale locale) {
    if (link == null) {
      return List.of();
    }
    String sentence =
        locale.getLanguage().equals("zh")
            ? "首次使用：请打开下面的链接设置管理员（admin）的密码，链接只能用一次"
            : "First start: open this link to choose the administrator's (admin) password; it works once";
    return List.of(sentence, address + link);
  }

  private UUID admin() {
    if (known().isEmpty()) {
      Set<String> roles = Set.of(Role.ADMINISTRATOR, Role.BUILDER);
      try {
        people.create(new NewPerson(LOGIN, "管理员", null, null, null, roles));
      } catch (ProblemException e) {
        log.info("another node made the administrator at the same moment");
      }
    }
    return known().orElseThrow();
  }

  private Optional<UUID> known() {
    return database
        .sql("select id from xiaodan.person where lower(login) = ?")
        .param(LOGIN)
        .query(UUID.class)
        .optional();
  }

  /** Whoever starts the server decides; a short password is their choice, but is remarked on. */
  private void setPassword(UUID admin, String password) {
    if (!passwords.fits(password)) {
      throw new IllegalStateException("XIAODAN_ADMIN_PASSWORD is longer than 72 bytes");
    }
    if (passwords.check(password).isPresent()) {
      log.warn("the administrator's password has fewer than {} characters", Passwords.SHORTEST);
    }
    String stored =
        database
            .sql("select password_hash from xiaodan.person where id = ?")
            .param(admin)
            .query((row, _) -> Optional.ofNullable(row.getString(1)))
            .single()
            .orElse(null);
    if (!passwords.matches(password, stored)) {
      execute(
          "update xiaodan.person set password_hash = ?, disabled_at = null where id = ?",
          passwords.hash(password),
          admin);
      execute("delete from xiaodan.session where person_id = ?", admin);
      execute("delete from xiaodan.setup_token where person_id = ?", admin);
      changes.announce();
    }
  }

  private boolean nobodyCanAdminister() {
    return database
        .sql(
            """
            select 1 from xiaodan.person p join xiaodan.person_role r on r.person_id = p.id
            where r.role_key = ? and p.password_hash is not null and p.disabled_at is null limit 1
            """)
        .param(Role.ADMINISTRATOR)
        .query()
        .listOfRows()
        .isEmpty();
  }

  private void execute(String sql, Object... values) {
    database.sql(sql).params(values).update();
  }
}
