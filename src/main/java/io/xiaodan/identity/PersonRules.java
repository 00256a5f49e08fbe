package io.xiaodan.identity;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person's properties must be like; every broken rule is found, not only the first. */
@Component
class PersonRules {

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_EMAIL = 254;
  private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,60}");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;\"\\p{Cc}]+@[^\\s@<>,;\"\\p{Cc}]+");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{4,24}");
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]");

  private final Passwords passwords;
  private final Roles roles;

  PersonRules(Passwords passwords, Roles roles) {
    this.passwords = passwords;
    this.roles = roles;
  }

  List<Violation> check(NewPerson person) {
    List<Violation> found = new ArrayList<>();
    if (!LOGIN.matcher(person.login()).matches()) {
      found.add(Violation.at("login", Message.of("login_format")));
    }
    check(
        new PersonChange(
            person.name(), person.email(), person.phone(), person.password(), person.roles(), null),
        found);
    return found;
  }

  List<Violation> check(PersonChange change) {
    List<Violation> found = new ArrayList<>();
    check(change, found);
    return found;
  }

  private void check(PersonChange change, List<Violation> found) {
    name(change.name()).ifPresent(found::add);
    shape("email", change.email(), EMAIL, "email_format").ifPresent(found::add);
    shape("phone", change.phone(), PHONE, "phone_format").ifPresent(found::add);
    if (change.password() != null) {
      passwords.check(change.password()).ifPresent(found::add);
    }
    Set<String> keys = change.roles() == null ? Set.of() : new TreeSet<>(change.roles());
    for (String key : keys) {
      if (roles.find(key).isEmpty()) {
        found.add(Violation.at("roles", Message.of("role_unknown", "role", key)));
      }
    }
  }

  private static Optional<Violation> name(@Nullable String name) {
    if (name == null) {
      return Optional.empty();
    }
    boolean good = !name.isBlank() && name.length() <= LONGEST_NAME && !UNSEEN.matcher(name).find();
    return good
        ? Optional.empty()
        : Optional.of(Violation.at("name", Message.of("name_format", "most", LONGEST_NAME)));
  }

  private static Optional<Violation> shape(
      String field, @Nullable String value, Pattern pattern, String code) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    return value.length() <= LONGEST_EMAIL && pattern.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(Violation.at(field, Message.of(code)));
  }
}
