package io.xiaodan.web.openapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The API as OpenAPI 3.1, for the forms and fields of who asks, in their language. */
@RestController
class OpenApiController {

  private static final int KEPT = 200;

  /** What a description depends on: rights follow from the blueprint and the roles. */
  private record Key(long blueprint, Set<String> roles, Language language) {}

  private final Cache<Key, byte[]> kept = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Blueprints blueprints;
  private final Access access;
  private final Messages messages;
  private final JsonMapper json;

  OpenApiController(Blueprints blueprints, Access access, Messages messages, JsonMapper json) {
    this.blueprints = blueprints;
    this.access = access;
    this.messages = messages;
    this.json = json;
  }

  @GetMapping("/api/openapi.json")
  ResponseEntity<byte[]> describe(Actor actor) {
    Blueprint blueprint = blueprints.current();
    Key key = new Key(blueprint.version(), actor.roles(), actor.language());
    byte[] body = kept.get(key, missing -> write(blueprint, actor));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(body);
  }

  private byte[] write(Blueprint blueprint, Actor actor) {
    Words words = new Words(messages, actor.language());
    return json.writeValueAsBytes(new ApiDescription(blueprint, actor, access, words).document());
  }
}
