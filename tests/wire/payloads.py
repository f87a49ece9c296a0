"""Applications, servers, channels and members as Discord writes them in JSON."""

from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from tests.wire.model import Application, Channel, Guild, Member, User

Json = dict[str, Any]

_NOTHING = dict.fromkeys(
    [
        "icon",
        "description",
        "home_header",
        "splash",
        "discovery_splash",
        "banner",
        "application_id",
        "afk_channel_id",
        "system_channel_id",
        "widget_channel_id",
        "vanity_url_code",
        "rules_channel_id",
        "safety_alerts_channel_id",
        "public_updates_channel_id",
        "incidents_data",
    ]
)


def user(one: "User") -> Json:
    return {
        "id": str(one.id),
        "username": one.name,
        "global_name": None if one.bot else one.name,
        "discriminator": "0000" if one.bot else "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        **({"bot": True} if one.bot else {}),
    }


def me(one: "Application") -> Json:
    return {**user(one.user), "mfa_enabled": True, "locale": "en-US", "verified": True}


def application(one: "Application") -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": "",
        "type": None,
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(one.user),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def member(one: "Member") -> Json:
    return {
        "user": user(one.user),
        "roles": [str(role) for role in one.roles],
        "joined_at": one.joined_at,
        "nick": None,
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "premium_since": None,
        "pending": False,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def channel(one: "Channel") -> Json:
    base: Json = {"id": str(one.id), "type": one.kind, "flags": 0}
    if one.guild is None:
        assert one.recipient
        return {**base, "recipients": [user(one.recipient)], "last_message_id": None}
    base |= {
        "guild_id": str(one.guild.id),
        "name": one.name,
        "last_message_id": None,
        "rate_limit_per_user": 0,
    }
    if one.parent is None:
        return base | {
            "position": 0,
            "nsfw": one.nsfw,
            "parent_id": None,
            "permission_overwrites": [],
        }
    return base | _thread(one, one.parent)


def _thread(one: "Channel", parent: "Channel") -> Json:
    return {
        "parent_id": str(parent.id),
        "owner_id": str(parent.id),
        "message_count": len(one.messages),
        "member_count": 1,
        "total_message_sent": len(one.messages),
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": "2026-01-01T00:00:00+00:00",
            "locked": False,
        },
    }


def _everyone(one: "Guild") -> Json:
    return {
        "id": str(one.id),
        "name": "@everyone",
        "description": None,
        "permissions": str(discord.Permissions.all().value),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def guild(one: "Guild") -> Json:
    """Write a server as GET does; GUILD_CREATE adds channels, threads and members."""
    return {
        **_NOTHING,
        "id": str(one.id),
        "name": one.name,
        "features": [],
        "owner_id": "1",
        "region": "",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 1,
        "roles": [_everyone(one)],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 2,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": one.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }


def guild_create(one: "Guild") -> Json:
    plain = [channel(each) for each in one.channels.values() if not each.parent]
    threads = [channel(each) for each in one.channels.values() if each.parent]
    return {
        **guild(one),
        "joined_at": "2026-01-01T00:00:00+00:00",
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "channels": plain,
        "threads": threads,
    }
