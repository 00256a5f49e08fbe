package io.xiaodan.template;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.identity.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The app a new workspace begins with: published once, as version 1 of each of its artifacts, and
 * from then on the company's own. What later versions of the product bring is offered by {@link
 * AppUpdates}.
 */
@Component
class OrderApp implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(OrderApp.class);
  private static final String FOLDER = "classpath:blueprint/orders/*/*.json";

  private final Blueprints blueprints;
  private final PackagedStore store;
  private final JsonMapper json;

  OrderApp(Blueprints blueprints, PackagedStore store, JsonMapper json) {
    this.blueprints = blueprints;
    this.store = store;
    this.json = json;
  }

  @Override
  public void afterSingletonsInstantiated() {
    blueprints.refresh();
    if (blueprints.current().version() > 0) {
      return;
    }
    Publication publication =
        blueprints.publish(
            () -> blueprints.isEmpty() ? documents() : new LinkedHashMap<>(), Actor.SYSTEM);
    if (!publication.isAllowed()) {
      throw new IllegalStateException(
          "The packaged app does not pass its own check: "
              + publication.findings().stream()
                  .filter(finding -> finding.severity() == Severity.ERROR)
                  .toList());
    }
    blueprints.refresh();
    store.save(documents());
    log.info("The order app was installed: {} artifacts", documents().size());
  }

  /**
   * Every artifact of the folder, forms first, in the order of their positions. What has no kind is
   * no artifact, such as the mapping of payments.
   */
  SequencedMap<ArtifactId, JsonNode> documents() {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    try {
      Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FOLDER))
          .map(this::read)
          .filter(document -> document.has("kind"))
          .sorted(Comparator.comparingInt(document -> document.path("position").asInt(1_000)))
          .forEach(document ->
              documents.put(
                  new ArtifactId(document.path("kind").asString(), document.path("key").asString()),
                  document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  private JsonNode read(Resource resource) {
    try (InputStream in = resource.getInputStream()) {
      return json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
