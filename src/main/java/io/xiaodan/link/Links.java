package io.xiaodan.link;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.DocumentSchemas;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Secrets;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Links as those see them who build: made, changed, stopped. */
@Component
public class Links {

  private final LinkStore store;
  private final Blueprints blueprints;
  private final DocumentSchemas schemas;
  private final Roles roles;
  private final Ids ids;
  private final RecordLists lists;

  Links(
      LinkStore store,
      Blueprints blueprints,
      DocumentSchemas schemas,
      Roles roles,
      Ids ids,
      RecordLists lists) {
    this.store = store;
    this.blueprints = blueprints;
    this.schemas = schemas;
    this.roles = roles;
    this.ids = ids;
    this.lists = lists;
  }

  /**
   * The links of a form, or of all, newest first.
   *
   * @throws ProblemException forbidden for who does not build
   */
  public List<Link> all(Actor actor, @Nullable String form) {
    roles.requireBuilds(actor);
    return store.all(form);
  }

  /** One link. */
  public Link find(Actor actor, UUID id) {
    roles.requireBuilds(actor);
    return store
        .find(id)
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  /**
   * Makes a link; its secret is told here and never again.
   *
   * @throws ProblemException invalid with everything that is wrong
   */
  public Link.Made create(Actor actor, Link.Wish wish) {
    roles.requireBuilds(actor);
    check(wish);
    UUID id = ids.next();
    String token = Secrets.fresh();
    store.add(id, Secrets.hash(token), wish, actor.personId());
    return new Link.Made(find(actor, id), token);
  }

  /** Changes what a link grants and says; its address stays. */
  public Link change(Actor actor, UUID id, long rev, Link.Wish wish) {
    Link before = find(actor, id);
    Link.Wish whole =
        new Link.Wish(
            before.kind(), before.form(), wish.label(), wish.document(), wish.expiresAt());
    check(whole);
    if (!store.change(id, rev, whole)) {
      throw Problem.of(ProblemKind.CONFLICT, "link.conflict").exception();
    }
    return find(actor, id);
  }

  /** Stops a link, or lets it work again. */
  public Link revoke(Actor actor, UUID id, boolean revoked) {
    find(actor, id);
    store.revoke(id, revoked);
    return find(actor, id);
  }

  /** Gives a link another address; the old one is no more. */
  public Link.Made renew(Actor actor, UUID id) {
    find(actor, id);
    String token = Secrets.fresh();
    store.rename(id, Secrets.hash(token));
    return new Link.Made(find(actor, id), token);
  }

  /** Deletes a link; what was made through it stays. */
  public void delete(Actor actor, UUID id) {
    find(actor, id);
    store.delete(id);
  }

  /**
   * The links of which something could no longer be granted if things were otherwise.
   *
   * @param now the blueprint as it is
   * @param then the blueprint as it would be
   * @throws ProblemException forbidden for who does not build
   */
  public List<Link> losing(Actor actor, Blueprint now, Blueprint then) {
    return all(actor, null).stream()
        .filter(link -> {
          Link.Wish wish =
              new Link.Wish(
                  link.kind(), link.form(), link.label(), link.document(), link.expiresAt());
          List<Violation> wrong = new ArrayList<>(wrong(then, wish));
          wrong.removeAll(wrong(now, wish));
          return !wrong.isEmpty();
        })
        .toList();
  }

  private void check(Link.Wish wish) {
    List<Violation> wrong = wrong(blueprints.current(), wish);
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
  }

  private List<Violation> wrong(Blueprint blueprint, Link.Wish wish) {
    List<Violation> wrong = new ArrayList<>();
    if (wish.label().isBlank() || wish.label().length() > 100) {
      wrong.add(Violation.at("label", Message.of("link.label")));
    }
    if (!wish.kind().equals("form") && !wish.kind().equals("query")) {
      wrong.add(Violation.at("kind", Message.of("link.kind")));
    }
    for (Message shape : schemas.violations("public_link", wish.document())) {
      wrong.add(Violation.at("document", shape));
    }
    Form form = blueprint.find(Form.TYPE, wish.form()).orElse(null);
    if (form == null) {
      wrong.add(Violation.at("form", Message.of("link.form_unknown", "form", wish.form())));
    } else if (wrong.isEmpty()) {
      BiPredicate<String, String> filters = (key, filter) -> isFilter(blueprint, key, filter);
      wrong.addAll(new LinkCheck(blueprint, form, filters).check(wish));
    }
    return wrong;
  }

  /** Whether records of a form can be picked by a filter. */
  private boolean isFilter(Blueprint blueprint, String form, String filter) {
    Caller system = new Caller(blueprint, Actor.system(Origin.API));
    try {
      lists.check(system, form, new ListQuery(filter, null, null, false, 1, null));
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  static JsonNode fields(Link.Wish wish) {
    return wish.document().path("fields");
  }
}
