@NullMarked
package io.allyourbase.jobs.config;

import org.jspecify.annotations.NullMarked;
