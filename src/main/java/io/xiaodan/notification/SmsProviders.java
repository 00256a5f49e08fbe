package io.xiaodan.notification;

import cn.hutool.http.HttpGlobalConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dromara.sms4j.aliyun.config.AlibabaFactory;
import org.dromara.sms4j.api.SmsBlend;
import org.dromara.sms4j.api.universal.SupplierConfig;
import org.dromara.sms4j.baidu.config.BaiduFactory;
import org.dromara.sms4j.budingyun.config.BudingV2Factory;
import org.dromara.sms4j.chuanglan.config.ChuangLanFactory;
import org.dromara.sms4j.cloopen.config.CloopenFactory;
import org.dromara.sms4j.ctyun.config.CtyunFactory;
import org.dromara.sms4j.danmi.config.DanMiFactory;
import org.dromara.sms4j.dingzhong.config.DingZhongFactory;
import org.dromara.sms4j.emay.config.EmayFactory;
import org.dromara.sms4j.huawei.config.HuaweiFactory;
import org.dromara.sms4j.jdcloud.config.JdCloudFactory;
import org.dromara.sms4j.jg.config.JgFactory;
import org.dromara.sms4j.lianlu.config.LianLuFactory;
import org.dromara.sms4j.luosimao.config.LuoSiMaoFactory;
import org.dromara.sms4j.mas.config.MasFactory;
import org.dromara.sms4j.netease.config.NeteaseFactory;
import org.dromara.sms4j.provider.factory.BaseProviderFactory;
import org.dromara.sms4j.provider.factory.BeanFactory;
import org.dromara.sms4j.qiniu.config.QiNiuFactory;
import org.dromara.sms4j.submail.config.SubMailFactory;
import org.dromara.sms4j.tencent.config.TencentFactory;
import org.dromara.sms4j.unisms.config.UniFactory;
import org.dromara.sms4j.yixintong.config.YiXintongFactory;
import org.dromara.sms4j.yunpian.config.YunPianFactory;
import org.dromara.sms4j.zhutong.config.ZhutongFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * The providers of text messages, by the name an operator gives in {@code xiaodan.sms.supplier}.
 * The provider's own settings stand beside it, such as {@code xiaodan.sms.access-key-id}.
 */
final class SmsProviders {

  /** Every name there is. */
  static final Set<String> NAMES =
      Set.of(
          "alibaba",
          "baidu",
          "buding_v2",
          "chuanglan",
          "cloopen",
          "ctyun",
          "danmi",
          "dingzhong",
          "emay",
          "huawei",
          "jdcloud",
          "jiguang",
          "lianlu",
          "luosimao",
          "mas",
          "mysubmail",
          "netease",
          "qiniu",
          "tencent",
          "unisms",
          "yixintong",
          "yunpian",
          "zhutong");

  private static final String SETTINGS = "xiaodan.sms";
  private static final int TIMEOUT_MILLISECONDS = 10_000;

  private SmsProviders() {}

  /** The provider of the settings; empty where none is named. */
  static Optional<SmsBlend> configured(Environment environment) {
    String supplier = environment.getProperty(SETTINGS + ".supplier", "");
    if (supplier.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(made(supplier, Binder.get(environment)));
  }

  /** The provider of a connection. */
  static SmsBlend of(Connection connection) {
    Map<String, Object> settings = new LinkedHashMap<>();
    connection.settings().forEach((name, value) -> settings.put(SETTINGS + "." + name, value));
    String address = connection.settings().get("url");
    if (address != null) {
      settings.put(SETTINGS + ".request-url", address);
    }
    String secret = connection.secret();
    if (secret != null) {
      settings.put(SETTINGS + ".access-key-secret", secret);
    }
    return made(
        connection.settings().getOrDefault("supplier", ""),
        new Binder(new MapConfigurationPropertySource(settings)));
  }

  private static SmsBlend made(String supplier, Binder settings) {
    HttpGlobalConfig.setTimeout(TIMEOUT_MILLISECONDS);
    // Jobs wait for the provider on threads of their own; the library needs no pool.
    BeanFactory.setExecutor(Runnable::run);
    return made(factory(supplier), settings);
  }

  private static <S extends SmsBlend, C extends SupplierConfig> SmsBlend made(
      BaseProviderFactory<S, C> factory, Binder settings) {
    C config = settings.bindOrCreate(SETTINGS, Bindable.of(factory.getConfigClass()));
    return factory.createSms(config);
  }

  private static BaseProviderFactory<?, ?> factory(String supplier) {
    return switch (supplier) {
      case "alibaba" -> AlibabaFactory.instance();
      case "baidu" -> BaiduFactory.instance();
      case "buding_v2" -> BudingV2Factory.instance();
      case "chuanglan" -> ChuangLanFactory.instance();
      case "cloopen" -> CloopenFactory.instance();
      case "ctyun" -> CtyunFactory.instance();
      case "danmi" -> DanMiFactory.instance();
      case "dingzhong" -> DingZhongFactory.instance();
      case "emay" -> EmayFactory.instance();
      case "huawei" -> HuaweiFactory.instance();
      case "jdcloud" -> JdCloudFactory.instance();
      case "jiguang" -> JgFactory.instance();
      case "lianlu" -> LianLuFactory.instance();
      case "luosimao" -> LuoSiMaoFactory.instance();
      case "mas" -> MasFactory.instance();
      case "mysubmail" -> SubMailFactory.instance();
      case "netease" -> NeteaseFactory.instance();
      case "qiniu" -> QiNiuFactory.instance();
      case "tencent" -> TencentFactory.instance();
      case "unisms" -> UniFactory.instance();
      case "yixintong" -> YiXintongFactory.instance();
      case "yunpian" -> YunPianFactory.instance();
      case "zhutong" -> ZhutongFactory.instance();
      default -> throw new IllegalStateException("xiaodan.sms.supplier: no provider " + supplier);
    };
  }
}
