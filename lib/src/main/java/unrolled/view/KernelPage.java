package unrolled.view;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * HTML with its plain text in the form that a Java kernel asks for. Left alone, the kernels write the HTML source as
 * the plain text of an output: unreadable, and twice the size.
 *
 * <p>IJava and JJava have the same interface, {@code DisplayDataRenderable}, in packages of their own; as the library
 * compiles against neither, it is found next to an object that the kernel made.
 */
final class KernelPage {
    private final Class<?> renderable;
    private final Object mime;

    /**
     * Looks around in the kernel.
     *
     * @param data what the kernel's {@code render("", "text/html")} returned
     * @throws ReflectiveOperationException when this kernel is another one
     */
    KernelPage(Object data) throws ReflectiveOperationException {
        var place = data.getClass().getPackageName();
        var loader = data.getClass().getClassLoader();
        renderable = Class.forName(place + ".DisplayDataRenderable", false, loader);
        mime = Class.forName(place + ".mime.MIMEType", true, loader).getMethod("parse", String.class)
                .invoke(null, "text/html");
    }

    /** An object that the kernel's {@code display} shows as HTML and writes as plain text. */
    Object of(Html html) {
        var kinds = new Class<?>[] {renderable};
        return Proxy.newProxyInstance(renderable.getClassLoader(), kinds, (proxy, method, values) ->
                switch (method.getName()) {
                    case "getSupportedRenderTypes", "getPreferredRenderTypes" -> Set.of(mime);
                    case "render" -> put(html, values[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == values[0];
                    default -> html.toString();
                });
    }

    private static Object put(Html html, Object context) throws ReflectiveOperationException {
        try {
            var out = context.getClass().getMethod("getOutputContainer").invoke(context);
            out.getClass().getMethod("putText", String.class).invoke(out, html.toString());
            out.getClass().getMethod("putHTML", String.class).invoke(out, html.markup());
            return null;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Notebook expects a kernel that takes HTML, got " + e.getCause(), e);
        }
    }
}
