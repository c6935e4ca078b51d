package unrolled.view.kernel;

import java.util.Set;
import unrolled.view.kernel.mime.MIMEType;

/** What the Java kernels have under this name. */
public interface DisplayDataRenderable {
    Set<MIMEType> getSupportedRenderTypes();

    void render(RenderContext context);
}
