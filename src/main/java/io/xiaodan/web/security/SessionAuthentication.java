package io.xiaodan.web.security;

import io.xiaodan.identity.Session;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * A session as the framework's authorization wants to see it. What a person may do is decided by
 * the modules, from the actor; here counts only that somebody is signed in.
 */
record SessionAuthentication(Session session) implements Authentication {

  @Serial private static final long serialVersionUID = 1;

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getDetails() {
    return session.id();
  }

  @Override
  public Object getPrincipal() {
    return session.login();
  }

  @Override
  public String getName() {
    return session.login();
  }

  @Override
  public boolean isAuthenticated() {
    return true;
  }

  @Override
  public void setAuthenticated(boolean authenticated) {
    throw new IllegalArgumentException("a session is what it is");
  }
}
