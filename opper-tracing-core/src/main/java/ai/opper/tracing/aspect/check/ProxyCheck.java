// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

import ai.opper.tracing.aspect.check.ClassFile.Declared;
import ai.opper.tracing.aspect.check.UnseenMethod.Reason;

/**
 * Compares the traced methods of an application with its beans, and finds those of which
 * a proxy cannot show every call. What AspectJ has woven needs no proxy and is left out.
 *
 * <p>
 * When in doubt it says nothing: a class whose bean depends on a condition, a bean whose
 * class is not known yet, a class that cannot be loaded. Only classes that have or
 * inherit an annotated method are loaded, most of which are there already, and none is
 * initialized.
 */
public final class ProxyCheck {

    private static final Log logger = LogFactory.getLog(ProxyCheck.class);

    private final ClassFiles files;

    private final KnownBeans beans;

    private final Set<String> beanTypes;

    private final @Nullable ClassLoader loader;

    private final Set<UnseenMethod> unseen = new LinkedHashSet<>();

    private ProxyCheck(ClassFiles files, KnownBeans beans, @Nullable ClassLoader loader) {
        this.files = files;
        this.beans = beans;
        this.beanTypes = files.beanTypes();
        this.loader = loader;
    }

    /**
     * Looks at the application, as soon as its classes are read. Never throws.
     * @param beans the beans, whose singletons have been made
     * @param classes the application's own classes
     * @return what no proxy sees, in the order of the classes' names
     */
    public static List<UnseenMethod> findUnseen(ConfigurableListableBeanFactory beans, ApplicationClasses classes) {
        try {
            ClassFiles files = classes.files();
            return files.tracing().isEmpty() ? List.of()
                    : new ProxyCheck(files, new KnownBeans(beans), classes.loader()).run();
        }
        catch (RuntimeException | LinkageError ex) {
            logger.debug("The proxy check is left out, since the application cannot be read", ex);
            return List.of();
        }
    }

    private List<UnseenMethod> run() {
        for (ClassFile file : this.files.tracing()) {
            Class<?> type = load(file);
            if (type != null) {
                checkDeclarations(file, type);
            }
        }
        this.files.all().forEach(this::checkSelfCalls);
        return new ArrayList<>(this.unseen);
    }

    private void checkDeclarations(ClassFile file, Class<?> type) {
        boolean noBean = hasNoBean(file, type);
        KnownBean bare = noBean ? null : this.beans.findBare(type);
        for (Declared method : file.tracedMethods()) {
            Reason reason = reason(file, type, method, noBean, bare);
            if (reason != null) {
                add(file, method.name(), reason, (bare != null) ? bare.name() : "");
            }
        }
    }

    private @Nullable Reason reason(ClassFile file, Class<?> type, Declared method, boolean noBean,
            @Nullable KnownBean bare) {
        if (method.isPrivate()) {
            return Reason.PRIVATE;
        }
        if (method.isStatic()) {
            return Reason.STATIC;
        }
        if (noBean) {
            return Reason.NO_BEAN;
        }
        if (bare != null) {
            return file.isFinal() ? Reason.FINAL_CLASS : Reason.TOO_EARLY;
        }
        boolean overridable = !method.isFinal() || file.isFinal() || !this.beans.hasClassProxy(type);
        return overridable ? null : Reason.FINAL;
    }

    private boolean hasNoBean(ClassFile file, Class<?> type) {
        if (this.beans.mayHave(type)) {
            return false;
        }
        List<ClassFile> concrete = this.files.concreteBelow(file);
        return !concrete.isEmpty() && concrete.stream().allMatch(this::isNeverBean);
    }

    /**
     * A component without a bean has an unmet condition, or is not scanned on purpose.
     */
    private boolean isNeverBean(ClassFile file) {
        Class<?> type = load(file);
        return type != null && !type.isAnonymousClass() && !type.isLocalClass()
                && !file.marks().contains(ClassFile.Mark.COMPONENT) && !isMadeByAnyBeanMethod(type);
    }

    private boolean isMadeByAnyBeanMethod(Class<?> type) {
        Set<Class<?>> ancestors = ClassUtils.getAllInterfacesForClassAsSet(type);
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            ancestors.add(each);
        }
        return ancestors.stream().map(Class::getName).anyMatch(this.beanTypes::contains);
    }

    private void checkSelfCalls(ClassFile file) {
        boolean tracing = this.files.lineage(file.name()).stream().anyMatch((each) -> !each.tracedMethods().isEmpty());
        if (!tracing || file.isAnnotation()) {
            return;
        }
        Class<?> type = load(file);
        if (type != null && this.beans.mayHave(type)) {
            selfCallsIn(file).forEach((call) -> checkSelfCall(file, call));
        }
    }

    private void checkSelfCall(ClassFile file, SelfCall call) {
        ClassFile declaring = this.files.findTraced(file.name(), call.signature());
        if (declaring != null && !declaring.woven()) {
            String name = call.signature().substring(0, call.signature().indexOf('('));
            add(declaring, name, Reason.SELF_INVOCATION,
                    file.equals(declaring) ? call.caller() : file.name() + '.' + call.caller());
        }
    }

    private static Set<SelfCall> selfCallsIn(ClassFile file) {
        try {
            return SelfCallReader.read(file);
        }
        catch (IOException | RuntimeException ex) {
            logger.debug(file.name() + " is not searched for calls on itself, since it cannot be read", ex);
            return Set.of();
        }
    }

    private void add(ClassFile file, String method, Reason reason, String detail) {
        this.unseen.add(new UnseenMethod(file.name().replace('$', '.') + '.' + method, reason, detail));
    }

    /** Loads a class that a load-time weaver has left alone. */
    private @Nullable Class<?> load(ClassFile file) {
        if (file.woven()) {
            return null;
        }
        try {
            Class<?> type = Class.forName(file.name(), false, this.loader);
            return isWoven(type) ? null : type;
        }
        catch (ClassNotFoundException | LinkageError ex) {
            logger.debug(file.name() + " is left out of the proxy check, since it cannot be loaded", ex);
            return null;
        }
    }

    private static boolean isWoven(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields()).anyMatch((field) -> field.getName().startsWith("ajc$"));
    }

}
