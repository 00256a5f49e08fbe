package io.xiaodan.web.security;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Session;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets administrators look at the product with somebody else's eyes: a request with the header
 * {@value #HEADER} is answered as if that person asked. It can only read; nothing is ever done in
 * another's name.
 */
@Component
final class ViewAs {

  static final String HEADER = "X-View-As";

  private static final Pattern ASKING =
      Pattern.compile(
          "/api/(forms/[a-z][a-z0-9_]*/records/(query|groups|totals)"
              + "|questions/(check|answer|rows|words|changes|sql)"
              + "|dashboards/[a-z][a-z0-9_]*/data)");

  private static final String ATTRIBUTE = ViewAs.class.getName();
  private static final Logger log = LoggerFactory.getLogger(ViewAs.class);

  private final People people;
  private final Roles roles;

  ViewAs(People people, Roles roles) {
    this.people = people;
    this.roles = roles;
  }

  /**
   * The session a request is answered for: the one it came with, or that of the person it names.
   *
   * @throws ProblemException forbidden for those who do not administer and for requests that write;
   *     not found for nobody's id
   */
  Session of(HttpServletRequest request, Session session) {
    String wanted = request.getHeader(HEADER);
    if (wanted == null) {
      return session;
    }
    Actor viewer = session.actor(Language.ZH);
    if (!roles.administers(viewer)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
    if (!reads(request)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "view_as_reads").exception();
    }
    Person person =
        id(wanted)
            .flatMap(people::find)
            .filter(found -> !found.service())
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "no_person").exception());
    request.setAttribute(ATTRIBUTE, viewer);
    log.info(
        "view as person={} by={} path={}", person.id(), viewer.personId(), request.getRequestURI());
    Actor seen =
        new Actor(person.id(), person.name(), person.roles(), Language.ZH, viewer.origin(), null);
    return new Session(
        session.id(),
        session.kind(),
        person.login(),
        session.csrf(),
        session.expiresAt(),
        seen,
        seen.withLanguage(Language.EN));
  }

  /** Lists whose question does not fit an address are asked for by POST; they only read. */
  private static boolean reads(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        || (request.getMethod().equals("POST")
            && ASKING.matcher(request.getRequestURI()).matches());
  }

  /** Who really looks; null where people look with their own eyes. */
  static @Nullable Actor viewer(HttpServletRequest request) {
    return (Actor) request.getAttribute(ATTRIBUTE);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
