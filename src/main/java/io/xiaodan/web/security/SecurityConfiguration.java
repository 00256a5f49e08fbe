package io.xiaodan.web.security;

import io.xiaodan.identity.Sessions;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The one chain every request passes. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** Styles may stand in elements: the interface kit makes them at run time. Scripts may not. */
  private static final String PAGE_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
          + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
          + "frame-ancestors 'none'";

  /** The one page that stands inside another: a form's preview in its designer. */
  private static final Pattern PREVIEW = Pattern.compile("/build/forms/[a-z0-9_]+/preview");

  private static final String PREVIEW_POLICY =
      PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'");

  /** Data is never a page: whatever it contains, a browser that is made to show it runs nothing. */
  private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private static final String POLICY_HEADER = "Content-Security-Policy";

  @Bean
  SecurityFilterChain chain(
      HttpSecurity http, Sessions sessions, ViewAs viewAs, ProblemWriter problems)
      throws Exception {
    return http.addFilterBefore(new SessionFilter(sessions, viewAs, problems), CsrfFilter.class)
        .csrf(csrf ->
            csrf.csrfTokenRepository(new SessionCsrfTokens())
                .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                .requireCsrfProtectionMatcher(SessionCsrfTokens::needed))
        .authorizeHttpRequests(SecurityConfiguration::authorize)
        .headers(SecurityConfiguration::headers)
        .exceptionHandling(failures ->
            failures
                .authenticationEntryPoint((request, response, _) ->
                    problems.write(
                        request,
                        response,
                        Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated")))
                .accessDeniedHandler(denied(problems)))
        .sessionManagement(
            management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .build();
  }

  /** An address the framework does not trust is answered like every other unreadable request. */
  @Bean
  RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
    return (request, response, _) ->
        problems.write(request, response, Problem.of(ProblemKind.MALFORMED, "malformed"));
  }

  /** Nobody signs in through the framework's own forms; without this it would invent a user. */
  @Bean
  AuthenticationManager nobody() {
    return _ -> {
      throw new AuthenticationServiceException("people sign in at /api/session");
    };
  }

  private static void authorize(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
        .permitAll()
        .requestMatchers(
            HttpMethod.POST, "/api/session", "/api/setup", "/api/payments/callback", "/api/in/*")
        .permitAll()
        .requestMatchers(HttpMethod.GET, "/api/setup")
        .permitAll()
        .requestMatchers("/api/control/**", "/api/public/**", "/actuator/health")
        .permitAll()
        .requestMatchers("/api/**", "/actuator/**")
        .authenticated()
        .anyRequest()
        .permitAll();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .addHeaderWriter((request, response) ->
            response.setHeader(POLICY_HEADER, policy(request.getRequestURI())))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .xssProtection(HeadersConfigurer.XXssConfig::disable);
  }

  private static String policy(String path) {
    if (path.startsWith("/api/")) {
      return DATA_POLICY;
    }
    return PREVIEW.matcher(path).matches() ? PREVIEW_POLICY : PAGE_POLICY;
  }

  private static AccessDeniedHandler denied(ProblemWriter problems) {
    return (request, response, denied) -> {
      String code = denied instanceof CsrfException ? "csrf" : "forbidden";
      problems.write(request, response, Problem.of(ProblemKind.FORBIDDEN, code));
    };
  }
}
