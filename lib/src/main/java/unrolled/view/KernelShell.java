package unrolled.view;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.JShell;

/**
 * The JDK's shell inside of a Java kernel. A kernel's own {@code eval} hands over one snippet after the other, and each
 * costs a run of the compiler; the shell itself takes all imports as one.
 *
 * <p>IJava and JJava keep their shell in fields without a common name; as the library compiles against neither, it is
 * found by its type, in the kernel or in one of the kernel's own objects.
 */
final class KernelShell {
    /** Where a kernel keeps the only one of itself. */
    private static final Map<String, String> KERNELS = Map.of("org.dflib.jjava.jupyter.kernel.BaseKernel",
            "notebookKernel", "io.github.spencerpark.ijava.IJava", "getKernelInstance");

    private KernelShell() { }

    /**
     * Looks around in the kernel.
     *
     * @param data what the kernel's {@code render("", "text/html")} returned
     * @return nothing when this kernel is another one
     */
    static Optional<JShell> of(Object data) {
        for (var known : KERNELS.entrySet()) {
            try {
                var kernel = Class.forName(known.getKey(), false, data.getClass().getClassLoader())
                        .getMethod(known.getValue()).invoke(null);
                return kernel == null ? Optional.empty() : within(kernel);
            } catch (ReflectiveOperationException | RuntimeException e) {
                continue;             // the other kernel, or one that keeps its fields to itself
            }
        }
        return Optional.empty();
    }

    /** In a field of the kernel, or of an object of the kernel's own that is in a field of it. */
    static Optional<JShell> within(Object kernel) throws ReflectiveOperationException {
        var house = kernel.getClass().getPackageName();
        var open = new ArrayDeque<>(List.of(kernel));
        for (int k = 0; !open.isEmpty(); k++) {
            var holder = open.remove();
            for (Class<?> type = holder.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
                    field.setAccessible(true);
                    var value = field.get(holder);
                    if (value instanceof JShell shell) return Optional.of(shell);
                    if (k == 0 && value != null && value.getClass().getPackageName().startsWith(house)) open.add(value);
                }
            }
        }
        return Optional.empty();
    }
}
