// One node of Elasticsearch on loopback, for tests: java -cp 'libs/*' ElasticsearchNode.java FOLDER
// It says where it listens once it answers. Its data goes into FOLDER, which whoever started it removes.

import java.util.List;
import java.util.Map;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.index.mapper.MapperExtrasPlugin;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.transport.Netty4Plugin;

public final class ElasticsearchNode extends Node {
  /** Netty speaks HTTP; the other brings field types that every distribution has, such as scaled_float. */
  private static final List<Class<? extends Plugin>> PLUGINS = List.of(Netty4Plugin.class, MapperExtrasPlugin.class);

  private ElasticsearchNode(Settings settings) {
    super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "ocs-sim"), PLUGINS, false);
  }

  public static void main(String[] arguments) throws Exception {
    Settings settings =
        Settings.builder()
            .put("path.home", arguments[0])
            .put("cluster.name", "ocs-sim")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            // A full disk of the machine is no business of a test.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    ElasticsearchNode node = new ElasticsearchNode(settings);
    node.start();
    int port = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
    System.out.println("listening http://127.0.0.1:" + port);
    // The threads of a node keep no process alive.
    Thread.currentThread().join();
  }
}
