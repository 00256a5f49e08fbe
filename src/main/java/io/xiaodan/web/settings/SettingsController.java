package io.xiaodan.web.settings;

import io.xiaodan.flow.TaskLinks;
import io.xiaodan.flow.TaskMailSettings;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.platform.Addresses;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the installation is reached from outside, and what may be done from a mail. */
@RestController
@RequestMapping("/api/settings")
class SettingsController {

  private final Addresses addresses;
  private final TaskMailSettings mails;
  private final TaskLinks links;
  private final Roles roles;

  SettingsController(Addresses addresses, TaskMailSettings mails, TaskLinks links, Roles roles) {
    this.addresses = addresses;
    this.mails = mails;
    this.links = links;
    this.roles = roles;
  }

  /**
   * The settings.
   *
   * @param address without a slash at its end; null where none is set
   * @param taskMails whether tasks go out by mail, and for how many days their links work
   */
  record View(@Nullable String address, TaskMailSettings.Setting taskMails) {}

  record Address(@Nullable String address) {}

  record CalledBack(int links) {}

  @GetMapping
  View settings(Actor actor) {
    roles.requireAdministers(actor);
    return new View(addresses.base().orElse(null), mails.read());
  }

  @PutMapping("/address")
  View address(@RequestBody Address wish, Actor actor) {
    roles.requireAdministers(actor);
    addresses.set(wish.address());
    return settings(actor);
  }

  @PutMapping("/task-mails")
  View taskMails(@RequestBody TaskMailSettings.Setting wish, Actor actor) {
    roles.requireAdministers(actor);
    mails.set(wish);
    return settings(actor);
  }

  /** Calls back every link to a task that went out so far. */
  @PostMapping("/task-mails/call-back")
  CalledBack callBack(Actor actor) {
    roles.requireAdministers(actor);
    return new CalledBack(links.callBack());
  }
}
