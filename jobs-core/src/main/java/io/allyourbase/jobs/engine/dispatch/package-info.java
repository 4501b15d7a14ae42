@NullMarked
package io.allyourbase.jobs.engine.dispatch;

import org.jspecify.annotations.NullMarked;
