package io.xiaodan.web.comment;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.comment.Comment;
import io.xiaodan.comment.Comments;
import io.xiaodan.comment.Mentions;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.record.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people say about a record. */
@RestController
@RequestMapping("/api/forms/{form}/records/{record}")
class CommentController {

  private static final int MENTIONABLE = 20;

  private final Blueprints blueprints;
  private final Comments comments;
  private final People people;

  CommentController(Blueprints blueprints, Comments comments, People people) {
    this.blueprints = blueprints;
    this.comments = comments;
    this.people = people;
  }

  record Named(UUID id, String title) {}

  record View(
      UUID id,
      Instant at,
      Named by,
      String text,
      List<Named> mentions,
      @Nullable Instant editedAt,
      boolean mine) {}

  record Page(List<View> items, @Nullable UUID next) {}

  record Body(@Nullable String text) {}

  record Items(List<Named> items) {}

  @GetMapping("/comments")
  Page list(
      @PathVariable String form,
      @PathVariable UUID record,
      @RequestParam(required = false) @Nullable UUID before,
      Actor actor) {
    List<Comment> found = comments.of(caller(actor), form, record, before);
    return new Page(
        found.stream().map(comment -> view(comment, actor)).toList(),
        found.size() < Comments.PAGE ? null : found.getLast().id());
  }

  @PostMapping("/comments")
  @ResponseStatus(HttpStatus.CREATED)
  View add(
      @PathVariable String form, @PathVariable UUID record, @RequestBody Body body, Actor actor) {
    return view(comments.add(caller(actor), form, record, text(body)), actor);
  }

  @PatchMapping("/comments/{id}")
  View change(
      @PathVariable String form,
      @PathVariable UUID record,
      @PathVariable UUID id,
      @RequestBody Body body,
      Actor actor) {
    return view(comments.change(caller(actor), form, record, id, text(body)), actor);
  }

  @DeleteMapping("/comments/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String form, @PathVariable UUID record, @PathVariable UUID id, Actor actor) {
    comments.delete(caller(actor), form, record, id);
  }

  @GetMapping("/mentionable")
  Items mentionable(
      @PathVariable String form,
      @PathVariable UUID record,
      @RequestParam(defaultValue = "") String search,
      Actor actor) {
    return new Items(
        comments.mentionable(caller(actor), form, record, search, MENTIONABLE).stream()
            .map(person -> new Named(person.id(), person.name()))
            .toList());
  }

  private static String text(Body body) {
    return body.text() == null ? "" : body.text();
  }

  private View view(Comment comment, Actor actor) {
    return new View(
        comment.id(),
        comment.at(),
        named(comment.by()),
        comment.text(),
        Mentions.in(comment.text()).stream().map(this::named).toList(),
        comment.editedAt(),
        comment.by().equals(actor.personId()));
  }

  private Named named(UUID person) {
    return new Named(person, people.name(person));
  }

  private Caller caller(Actor actor) {
    return new Caller(blueprints.current(), actor);
  }
}
