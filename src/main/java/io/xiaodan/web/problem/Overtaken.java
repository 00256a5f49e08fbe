package io.xiaodan.web.problem;

import io.xiaodan.blueprint.Blueprints;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells whether something was published while a request was on its way.
 *
 * <p>A request works with one blueprint from start to end, the tables are changed by another
 * transaction. One that waited for a table whose column got another type reads the new column with
 * the old field: it fails, has changed nothing, and succeeds when it is sent again.
 */
@Component
class Overtaken implements HandlerInterceptor, WebMvcConfigurer {

  private static final String SEEN = Overtaken.class.getName();

  private final Blueprints blueprints;

  Overtaken(Blueprints blueprints) {
    this.blueprints = blueprints;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getAttribute(SEEN) == null) {
      request.setAttribute(SEEN, blueprints.current().version());
    }
    return true;
  }

  /** Whether the blueprint that the request began with is no longer the newest. */
  boolean is(HttpServletRequest request) {
    if (!(request.getAttribute(SEEN) instanceof Long seen)) {
      return false;
    }
    blueprints.refresh();
    return blueprints.current().version() > seen;
  }
}
