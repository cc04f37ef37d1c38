"""Settings from the environment or `.env`; a wrong one stops the start with a sentence."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class WrongSetting(Exception):
    """A setting is wrong; the message names setting, value and remedy."""


class Settings(BaseSettings):
    """Every setting with its default; the README documents each (a test holds it to that)."""

    model_config = SettingsConfigDict(env_prefix="XINSHENG_", env_file=".env", extra="ignore")

    data_dir: Path = Path("data")
    """Where database, keys and evidence live."""
    database_url: str = ""
    """Default: SQLite in DATA_DIR; else postgresql+asyncpg://…"""
    listen: str = "127.0.0.1:8080"
    """Address and port to answer on."""
    public_url: str = ""
    """The address people use, where it is another one; https makes cookies Secure."""
    trusted_proxy: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses whose forwarded headers are believed."""
    telegram_token: SecretStr = SecretStr("")
    """The bot's token; empty: no Telegram."""
    telegram_api: str = "https://api.telegram.org"
    """Base address of the Bot API server, without /bot."""
    telegram_mode: Literal["polling", "webhook"] = "polling"
    """How updates come."""
    telegram_webhook_secret: SecretStr = SecretStr("")
    """The secret Telegram sends with each webhook post."""
    telegram_rate: int = Field(default=30, ge=0)
    """Sends a second in all; 0 is off."""
    locale: Literal["zh-CN", "en"] = "zh-CN"
    """Language of the first words."""
    time_zone: str = "Asia/Shanghai"
    """Days and hours are counted there."""
    master_key_file: Path | None = None
    """Default: DATA_DIR/master.key, made on first start."""
    staff_totp: Literal["required", "optional"] = "required"
    """Whether officers must have a second factor."""
    duty_post: bool = False
    """Whether a duty post is staffed."""
    duty_webhook: str = ""
    """Where an alarm is paged by web call."""
    duty_telegram_chat: str = ""
    """Where an alarm is paged over Telegram."""
    address_limit: int = Field(default=1200, ge=0)
    """Messages a minute from one address; 0 is off."""
    conversation_limit: int = Field(default=120, ge=0)
    """Messages a minute in one conversation; 0 is off."""

    @field_validator("trusted_proxy", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("listen")
    @classmethod
    def _has_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("write it as address:port, for example 127.0.0.1:8080")
        return value

    @field_validator("public_url", "telegram_api", "duty_webhook")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("write the whole address, beginning with https://")
        return value.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise ValueError("take a name such as Asia/Shanghai") from unknown
        return value

    @property
    def database(self) -> str:
        """Return the database address in force."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'xinsheng.db'}"

    @property
    def key_file(self) -> Path:
        """Return where the master key lies."""
        return self.master_key_file or self.data_dir / "master.key"

    @property
    def host(self) -> str:
        """Return the address to listen on."""
        return self.listen.rpartition(":")[0]

    @property
    def port(self) -> int:
        """Return the port to listen on."""
        return int(self.listen.rpartition(":")[2])

    @property
    def address(self) -> str:
        """Return the address people use."""
        return self.public_url or f"http://{self.listen}"

    @property
    def secure(self) -> bool:
        """Whether cookies are Secure with a __Host- name: exactly when the address is https."""
        return self.public_url.startswith("https://")


def load_settings() -> Settings:
    """Read the settings; raises WrongSetting with one sentence that tells the remedy."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = "XINSHENG_" + str(first["loc"][0]).upper()
        remedy = str(first["msg"]).removeprefix("Value error, ")
        raise WrongSetting(f"{name} is {first['input']!r}: {remedy}.") from wrong
