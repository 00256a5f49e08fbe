package io.xiaodan.planning;

import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.planning.engine.BillLevels;
import io.xiaodan.planning.engine.Component;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Participant;
import io.xiaodan.record.References;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Refuses a bill of materials that would lead in a circle, and shows the circle. Two bills saved at
 * the same moment can still close one; making a plan names it.
 */
@org.springframework.stereotype.Component
class BillGuard implements Participant {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final References references;

  BillGuard(JdbcTemplate database, Workspace workspace, References references) {
    this.database = database;
    this.workspace = workspace;
    this.references = references;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    if (change.kind() == ChangeKind.DELETED) {
      return null;
    }
    for (Planning planning : change.blueprint().all(Planning.TYPE).values()) {
      Planning.Bills bills = planning.bills();
      if (bills != null && bills.form().key().equals(change.form().key())) {
        check(change, planning, bills);
      }
    }
    return null;
  }

  private void check(Change change, Planning planning, Planning.Bills in) {
    List<Component> own = own(change, in);
    if (own.isEmpty()) {
      return;
    }
    LocalDate today = change.at().atZone(workspace.zone()).toLocalDate();
    List<Component> all =
        new ArrayList<>(
            new BillReader(change.blueprint(), workspace, database, change.environment(), today)
                .without(in, change.id()));
    all.removeIf(each -> each.product().equals(own.getFirst().product()));
    all.addAll(own);
    List<UUID> circle = BillLevels.circle(all);
    if (circle != null) {
      throw Problem.invalid(
              List.of(
                  Violation.at(
                      in.lines().key(),
                      Message.of(
                          "planning.circle_bill",
                          "circle",
                          names(change, planning.materials().form(), circle)))))
          .exception();
    }
  }

  private List<Component> own(Change change, Planning.Bills in) {
    if (!(change.after(in.product()) instanceof UUID product)) {
      return List.of();
    }
    List<Component> own = new ArrayList<>();
    if (change.snapshot().get(in.lines().key()) instanceof List<?> rows) {
      for (Object row : rows) {
        UUID part = row instanceof Map<?, ?> values ? id(values.get(in.part())) : null;
        if (part != null) {
          own.add(new Component(product, part, BigDecimal.ONE, BigDecimal.ZERO));
        }
      }
    }
    return own;
  }

  private static @Nullable UUID id(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case UUID id -> id;
      case Map<?, ?> record -> id(record.get("id"));
      default -> UUID.fromString(value.toString());
    };
  }

  private String names(Change change, Form form, List<UUID> circle) {
    var found = references.find(change.blueprint(), form, circle);
    List<String> names =
        circle.stream()
            .map(id ->
                found.containsKey(id)
                    ? Objects.requireNonNull(found.get(id)).title()
                    : id.toString())
            .toList();
    return String.join(" → ", names) + " → " + names.getFirst();
  }
}
