@NullMarked
package io.allyourbase.jobs.architecture;

import org.jspecify.annotations.NullMarked;
