package io.xiaodan.view;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.DocumentSchemas;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.record.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The saved views of forms: one's own, and those others share. */
@Component
public class Views {

  private static final int LONGEST_LABEL = 60;
  private static final int MOST = 200;
  private static final Set<String> KINDS = Set.of("grid", "kanban", "calendar", "gallery");

  private final ViewStore store;
  private final ViewParts parts;
  private final Access access;
  private final Roles roles;
  private final DocumentSchemas schemas;
  private final Ids ids;
  private final Clock clock;

  Views(
      ViewStore store,
      ViewParts parts,
      Access access,
      Roles roles,
      DocumentSchemas schemas,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.parts = parts;
    this.access = access;
    this.roles = roles;
    this.schemas = schemas;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The views of a form one sees.
   *
   * @param first the one to begin with; null for the form's own list
   */
  public record Found(List<SeenView> views, @Nullable UUID first, boolean mayShare) {}

  /** One's own views of a form and those shared with one, in their order. */
  public Found all(Caller caller, String form) {
    FormAccess rights = rights(caller, form);
    List<SeenView> seen =
        store.all(form).stream()
            .filter(view -> isFor(caller, view))
            .map(view -> seen(caller, rights, view))
            .toList();
    UUID first = store.defaultOf(caller.actor().personId(), form);
    boolean there = seen.stream().anyMatch(each -> each.view().id().equals(first));
    return new Found(seen, there ? first : null, rights.mayShare());
  }

  /**
   * One view.
   *
   * @throws ProblemException not found, also for one that is not shared with the person
   */
  public SeenView find(Caller caller, String form, UUID id) {
    FormAccess rights = rights(caller, form);
    return seen(caller, rights, visible(caller, form, id));
  }

  /**
   * Makes a view.
   *
   * @throws ProblemException invalid, with every place; forbidden for sharing without the right
   */
  public SeenView create(Caller caller, String form, ViewChange wanted) {
    FormAccess rights = rights(caller, form);
    if (store.all(form).stream().filter(view -> view.by().equals(caller.actor().personId())).count()
        >= MOST) {
      throw Problem.of(ProblemKind.LIMIT, "view.many", "most", MOST).exception();
    }
    View view =
        with(
            new View(
                ids.next(),
                form,
                1,
                "",
                "grid",
                false,
                List.of(),
                0,
                JsonNodeFactory.instance.objectNode(),
                caller.actor().personId(),
                clock.instant()),
            wanted);
    check(caller, rights, view, true);
    store.add(view);
    return seen(caller, rights, view);
  }

  /**
   * Changes a view.
   *
   * @param rev the revision the person saw
   * @throws ProblemException not found, forbidden, invalid, or conflict when it was changed since
   */
  public SeenView update(Caller caller, String form, UUID id, long rev, ViewChange wanted) {
    FormAccess rights = rights(caller, form);
    View before = visible(caller, form, id);
    requireEdit(caller, rights, before);
    requireRev(before, rev);
    boolean document = wanted.document() != null;
    if (document && !parts.seen(caller, rights, before.document()).leftOut().isEmpty()) {
      throw Problem.of(ProblemKind.FORBIDDEN, "view.partly_hidden").exception();
    }
    View after = with(before, wanted);
    check(caller, rights, after, document);
    if (!store.replace(after)) {
      throw conflict(before.rev() + 1);
    }
    return find(caller, form, id);
  }

  /** Removes a view, for everybody who saw it. */
  public void delete(Caller caller, String form, UUID id, long rev) {
    FormAccess rights = rights(caller, form);
    View before = visible(caller, form, id);
    requireEdit(caller, rights, before);
    requireRev(before, rev);
    if (!store.remove(id, rev)) {
      throw conflict(rev + 1);
    }
  }

  /** Makes a view the one the person begins with; null for none. */
  public void begin(Caller caller, String form, @Nullable UUID id) {
    rights(caller, form);
    if (id == null) {
      store.noDefault(caller.actor().personId(), form);
    } else {
      visible(caller, form, id);
      store.setDefault(caller.actor().personId(), form, id);
    }
  }

  /**
   * The views of everybody that would lose a part if things were otherwise.
   *
   * @param now somebody who builds, in the blueprint as it is
   * @param then the same person, in the blueprint as it would be
   * @throws ProblemException forbidden for who does not build
   */
  public List<View> losing(Caller now, Caller then) {
    roles.requireBuilds(now.actor());
    return store.all().stream()
        .filter(view -> now.blueprint().find(Form.TYPE, view.form()).isPresent())
        .filter(view -> {
          Set<String> missing = new HashSet<>(leftOut(then, view));
          missing.removeAll(leftOut(now, view));
          return !missing.isEmpty();
        })
        .toList();
  }

  private List<String> leftOut(Caller caller, View view) {
    return parts.seen(caller, rights(caller, view.form()), view.document()).leftOut();
  }

  private FormAccess rights(Caller caller, String form) {
    return access.require(caller.blueprint(), caller.actor(), form);
  }

  private SeenView seen(Caller caller, FormAccess rights, View view) {
    ViewParts.Left left = parts.seen(caller, rights, view.document());
    return new SeenView(view, left.document(), left.leftOut(), mayEdit(caller, rights, view));
  }

  private boolean isFor(Caller caller, View view) {
    return view.by().equals(caller.actor().personId())
        || (view.shared()
            && (view.roles().isEmpty()
                || roles.builds(caller.actor())
                || view.roles().stream().anyMatch(caller.actor()::has)));
  }

  private static boolean mayEdit(Caller caller, FormAccess rights, View view) {
    return view.shared() ? rights.mayShare() : view.by().equals(caller.actor().personId());
  }

  private View visible(Caller caller, String form, UUID id) {
    return store
        .find(form, id)
        .filter(view -> isFor(caller, view))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "view.not_found").exception());
  }

  private static void requireEdit(Caller caller, FormAccess rights, View view) {
    if (!mayEdit(caller, rights, view)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "view.may_not_edit").exception();
    }
  }

  private static void requireRev(View view, long rev) {
    if (view.rev() != rev) {
      throw conflict(view.rev());
    }
  }

  private static ProblemException conflict(long rev) {
    return new Problem(ProblemKind.CONFLICT, Message.of("view.conflict"), List.of(), List.of(), rev)
        .exception();
  }

  private View with(View before, ViewChange wanted) {
    return new View(
        before.id(),
        before.form(),
        before.rev(),
        wanted.label() == null ? before.label() : wanted.label().strip(),
        wanted.kind() == null ? before.kind() : wanted.kind(),
        wanted.scope() == null ? before.shared() : wanted.scope().equals("shared"),
        wanted.roles() == null ? before.roles() : List.copyOf(wanted.roles()),
        wanted.position() == null ? before.position() : wanted.position(),
        wanted.document() == null ? before.document() : wanted.document(),
        before.by(),
        clock.instant());
  }

  private void check(Caller caller, FormAccess rights, View view, boolean document) {
    List<Violation> violations = new ArrayList<>();
    if (view.label().isEmpty() || view.label().length() > LONGEST_LABEL) {
      violations.add(Violation.at("label", Message.of("view.label", "maximum", LONGEST_LABEL)));
    }
    if (!KINDS.contains(view.kind())) {
      violations.add(Violation.at("kind", Message.of("view.kind")));
    }
    if (view.roles().stream().anyMatch(role -> roles.find(role).isEmpty())) {
      violations.add(Violation.at("roles", Message.of("view.role")));
    }
    if (document) {
      document(caller, rights, view.document(), violations);
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    if (view.shared() && !rights.mayShare()) {
      throw Problem.of(ProblemKind.FORBIDDEN, "view.may_not_share").exception();
    }
  }

  /** A field one may not see is refused like one that is not there. */
  private void document(
      Caller caller, FormAccess rights, JsonNode document, List<Violation> violations) {
    List<Message> wrong = schemas.violations("view", document);
    for (Message message : wrong) {
      violations.add(Violation.at("document", message));
    }
    if (wrong.isEmpty()) {
      for (String place : parts.seen(caller, rights, document).leftOut()) {
        violations.add(
            Violation.at("document", Message.of("view.part", "place", "document." + place)));
      }
    }
  }
}
